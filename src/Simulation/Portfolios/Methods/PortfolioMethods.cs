using Simulator.Parameters;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Pairs;
using Simulator.Portfolios.Rebalancing;
using Simulator.Text;
using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Portfolios.Methods;

/// <summary>The methods over several assets, by name.</summary>
public static class PortfolioMethods
{
    /// <summary>Every method.</summary>
    public static IReadOnlyList<PortfolioMethod> All { get; } =
    [
        new()
        {
            Name = "equal",
            Title = "Equal weights",
            Rule = "1/n of what is traded.",
            Weights = (_, _) => new ConstructedWeights(new ConstructionOptions()),
        },
        Built(
            "minimumVariance",
            "Minimum variance",
            "The weights of the least variance over the trailing window.",
            "Markowitz, 1952",
            ConstructionMethod.MinimumVariance,
            LongOnly
        ),
        Built(
            "tangency",
            "Tangency portfolio",
            "The weights of the largest Sharpe ratio over the trailing window.",
            "Tobin, 1958; Sharpe, 1964",
            ConstructionMethod.Tangency,
            LongOnly,
            Number("riskFree", 0, "risk-free rate per step of the returns", -0.1, 0.1)
        ),
        Built(
            "riskParity",
            "Risk parity",
            "Every asset contributes the same to the variance of the trailing window.",
            "Maillard, Roncalli, Teïletche, 2010",
            ConstructionMethod.RiskParity
        ),
        Built(
            "hrp",
            "Hierarchical risk parity",
            "Assets are ordered by how alike they move (single linkage), and risk is divided down the tree.",
            "López de Prado, 2016",
            ConstructionMethod.HierarchicalRiskParity
        ),
        new()
        {
            Name = "weights",
            Title = "Weights of one's own",
            Rule = "A basket: a weight for each asset, negative for short; the rest stays cash.",
            TakesWeights = true,
            Weights = (_, weights) => new FixedWeights(weights),
        },
        new()
        {
            Name = "pairs",
            Title = "Pairs trading",
            Source = "Engle, Granger, 1987; MacKinnon, 1994, 2010",
            IsRebalanced = false,
            IsPair = true,
            Rule =
                "Trades the spread log y − α − β·log x of the first asset over the second: short where it stands high, long where low, closed when it has come back. α, β and an Engle–Granger test of cointegration are fitted on a trailing window; nothing is opened while the test does not reject.",
            Parameters =
            [
                Whole("window", 250, "steps over which hedge, spread and test are fitted", min: 30),
                Whole("refit", 20, "steps after which they are fitted anew"),
                Number("entryZ", 2, "standard deviations from the mean at which a position is opened", 1e-6, 100),
                Number("exitZ", 0.5, "at which it is closed", 0, 100),
                Number("stopZ", 4, "at which it is given up", 1e-6, 1000),
                Number("maxPValue", 0.05, "largest p-value of the test with which positions are opened; 1 trades without a test", 1e-9, 1),
                Whole("lags", -1, "lagged differences in the test; -1 to choose them by AIC", min: -1, max: 100),
                NumberOr("fitted", "hedge", "money of the second asset against one of the first", -1000, 1000),
                Gross,
            ],
            Constraints = [new("exitZ", "entryZ"), new("entryZ", "stopZ")],
            Pair = (p, first, second) =>
                new PairsTrading(
                    first,
                    second,
                    new PairsOptions
                    {
                        WindowBars = p.Whole("window"),
                        RefitBars = p.Whole("refit"),
                        EntryZ = p.Number("entryZ"),
                        ExitZ = p.Number("exitZ"),
                        StopZ = p.Number("stopZ"),
                        MaxPValue = p.Number("maxPValue"),
                        Lags = p.Whole("lags"),
                        Hedge = p.Number("hedge"),
                        Gross = p.Number("gross"),
                    }
                ),
        },
        new()
        {
            Name = "arbitrage",
            Title = "Arbitrage of two listings",
            IsRebalanced = false,
            IsPair = true,
            Rule =
                "Sells the dearer and buys the cheaper of two listings of one asset while they differ by more than the entry, in equal money, and closes at the exit. What is seen at a close fills at the next opens.",
            Parameters =
            [
                Number("ratio", 1, "units of the second that one unit of the first stands for", 1e-9, 1e9),
                Number("entryBps", 50, "difference that opens a position, in basis points", 1e-6, 1e5),
                Number("exitBps", 5, "difference that closes it, in basis points", 0, 1e5),
                Gross,
            ],
            Constraints = [new("exitBps", "entryBps")],
            Pair = (p, first, second) =>
                new ListingArbitrage(first, second, p.Number("ratio"), p.Number("entryBps"), p.Number("exitBps"), p.Number("gross")),
        },
    ];

    private static StrategyParameter LongOnly => Word("longOnly", "no weight below zero", "yes", "no");

    private static StrategyParameter Gross => Number("gross", 1, "sum of the unsigned weights of both; at most the leverage", 1e-6, 100);

    /// <summary>The method of a name, or null.</summary>
    public static PortfolioMethod? Find(string name) => All.FirstOrDefault(m => m.Name == name);

    /// <summary>The method of a name.</summary>
    /// <exception cref="ArgumentException">No such method; the message says what there is.</exception>
    public static PortfolioMethod Get(string name) => Find(name) ?? throw new ArgumentException(Unknown(name));

    /// <summary>What to say of a name that is none.</summary>
    public static string Unknown(string name)
    {
        var names = All.Select(m => m.Name).ToArray();
        return $"no portfolio method is called '{name}'{Suggestion.Hint(name, names)}; there are {string.Join(", ", names)}";
    }

    private static PortfolioMethod Built(
        string name,
        string title,
        string rule,
        string source,
        ConstructionMethod method,
        params StrategyParameter[] more
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Rule = rule,
            Source = source,
            Parameters =
            [
                Whole("window", 60, "steps of past returns that the weights are found from", min: 2),
                .. more,
                Word("shrink", "the covariance is shrunk (Ledoit, Wolf, 2004)", "no", "yes"),
                Word(
                    "fallback",
                    "what is done where no such portfolio exists: keep what is held, equal weights, or cash",
                    "keep",
                    "equal",
                    "cash"
                ),
            ],
            Weights = (p, _) =>
                new ConstructedWeights(
                    new ConstructionOptions
                    {
                        Method = method,
                        LongOnly = !more.Any(m => m.Name == "longOnly") || p.Is("longOnly", "yes"),
                        RiskFreePerPeriod = more.Any(m => m.Name == "riskFree") ? p.Number("riskFree") : 0,
                        Covariance = p.Is("shrink", "yes") ? CovarianceEstimator.LedoitWolf : CovarianceEstimator.Sample,
                    },
                    p.Whole("window"),
                    Enum.Parse<ConstructionFallback>(p.Text("fallback"), ignoreCase: true)
                ),
        };
}
