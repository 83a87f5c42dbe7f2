using Simulator.Backtesting;
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
            Rule = "The same weight, 1/n, for each of the n assets that are traded.",
            Suits = "a few assets of similar risk; the yardstick for every other method",
            Weakness = "the most volatile asset decides over the result; ignores how the assets move together",
            Weights = (_, _) => new ConstructedWeights(new ConstructionOptions()),
        },
        Built(
            "minimumVariance",
            "Minimum variance",
            "The weights with the lowest variance over the trailing window.",
            "Markowitz, 1952",
            "shares or funds whose volatilities and correlations are stable",
            "puts nearly everything into a few calm assets; the estimated covariance is least reliable where it matters most",
            ConstructionMethod.MinimumVariance,
            LongOnly
        ),
        Built(
            "tangency",
            "Tangency portfolio",
            "The weights with the highest Sharpe ratio over the trailing window.",
            "Tobin, 1958; Sharpe, 1964",
            "assets whose past returns are believed to say something about the next ones",
            "past mean returns are mostly noise: the weights jump, and turnover is high",
            ConstructionMethod.Tangency,
            LongOnly,
            Number("riskFree", 0, "risk-free rate per return period", -0.1, 0.1)
        ),
        Built(
            "riskParity",
            "Risk parity",
            "Every asset contributes the same share to the variance of the trailing window (risk parity).",
            "Maillard, Roncalli, Teïletche, 2010",
            "mixes of shares, bonds, gold and other assets of very different risk",
            "needs leverage to earn much; assumes that all assets pay for their risk alike",
            ConstructionMethod.RiskParity
        ),
        Built(
            "hrp",
            "Hierarchical risk parity",
            "Assets are clustered by correlation (single linkage), and risk is divided down the tree.",
            "López de Prado, 2016",
            "many assets, some of them nearly the same; covariances that cannot be inverted safely",
            "the tree can change with a few bars, and the weights with it; expected returns play no part",
            ConstructionMethod.HierarchicalRiskParity
        ),
        new()
        {
            Name = "weights",
            Title = "Custom weights",
            Rule = "A basket: a fixed weight for each asset, negative for a short position; the rest stays in cash.",
            Suits = "a mix that you hold anyway, such as 60 % shares and 40 % bonds",
            Weakness = "the weights never follow the market; chosen in hindsight they look better than they are",
            TakesWeights = true,
            Weights = (_, weights) => new FixedWeights(weights),
        },
        new()
        {
            Name = "pairs",
            Title = "Pairs trading",
            Source = "Engle, Granger, 1987; MacKinnon, 1994, 2010",
            Suits = "two shares of one branch, a share and its index, two maturities of one thing",
            Weakness = "a relation that breaks does not revert; many pairs are found by chance; two sides pay costs",
            IsRebalanced = false,
            IsPair = true,
            Rule =
                "Trades the spread log y − α − β·log x of the first asset over the second: short when it is high, long when "
                + "it is low, closed when it has reverted. α, β and an Engle–Granger test of cointegration are estimated on a "
                + "trailing window; no position is opened unless the test finds cointegration.",
            Parameters =
            [
                Whole("window", 250, "window in steps for the hedge ratio, the spread and the test", min: 30),
                Whole("refit", 20, "steps between two fits"),
                Number("entryZ", 2, "z-score that opens a position", 1e-6, 100),
                Number("exitZ", 0.5, "z-score that closes it", 0, 100),
                Number("stopZ", 4, "z-score that stops it out", 1e-6, 1000),
                Number("maxPValue", 0.05, "highest p-value of the test that still opens positions; 1 trades without the test", 1e-9, 1),
                Whole("lags", -1, "lagged differences in the test; -1 chooses them by AIC", min: -1, max: 100),
                NumberOr("fitted", "hedge", "money in the second asset per unit of money in the first", -1000, 1000),
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
            Suits = "one share on two exchanges, a share and its depositary receipt, in one currency",
            Weakness = "differences are small and short-lived; costs and closing times take most of them",
            IsRebalanced = false,
            IsPair = true,
            Rule =
                "Two listings of one asset: sells the more expensive and buys the cheaper one, in equal amounts of money, when "
                + "they differ by more than the entry; closes at the exit. A signal at a close fills at the next opens.",
            Parameters =
            [
                Number("ratio", 1, "units of the second listing that equal one unit of the first", 1e-9, 1e9),
                Number("entryBps", 50, "price difference that opens a position, in basis points", 1e-6, 1e5),
                Number("exitBps", 5, "price difference that closes it, in basis points", 0, 1e5),
                Gross,
            ],
            Constraints = [new("exitBps", "entryBps")],
            Pair = (p, first, second) =>
                new ListingArbitrage(first, second, p.Number("ratio"), p.Number("entryBps"), p.Number("exitBps"), p.Number("gross")),
        },
    ];

    private static StrategyParameter LongOnly => Word("longOnly", "long only: no weight below zero", "yes", "no");

    private static StrategyParameter Gross =>
        Number("gross", 1, "sum of the absolute weights of both assets; " + "at most the leverage", 1e-6, CostBounds.HighestLeverage);

    /// <summary>The method of a name, or null.</summary>
    public static PortfolioMethod? Find(string name) => All.FirstOrDefault(m => m.Name == name);

    /// <summary>The method of a name.</summary>
    /// <exception cref="ArgumentException">No such method; the message lists the valid ones.</exception>
    public static PortfolioMethod Get(string name) => Find(name) ?? throw new ArgumentException(Unknown(name));

    /// <summary>The message for an unknown name.</summary>
    public static string Unknown(string name)
    {
        var names = All.Select(m => m.Name).ToArray();
        return $"no portfolio method is called '{name}'{Suggestion.Hint(name, names)}; available: {string.Join(", ", names)}";
    }

    private static PortfolioMethod Built(
        string name,
        string title,
        string rule,
        string source,
        string suits,
        string weakness,
        ConstructionMethod method,
        params StrategyParameter[] more
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Rule = rule,
            Source = source,
            Suits = suits,
            Weakness = weakness,
            Parameters =
            [
                Whole("window", 60, "window of past returns that the weights are computed from, in steps", min: 2),
                .. more,
                Word("shrink", "shrinks the covariance (Ledoit, Wolf, 2004)", "no", "yes"),
                Word(
                    "fallback",
                    "fallback when no such portfolio exists: keep the holdings, equal weights, or cash",
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
