using System.Globalization;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Pairs;
using Simulator.Portfolios.Rebalancing;
using Simulator.Specs;

namespace Simulator.Cli.Commands;

/// <summary>The portfolio rules by name, with their parameters.</summary>
internal static class PortfolioMethods
{
    private static readonly string[] s_methods = ["equal", "minimumVariance", "tangency", "riskParity", "hrp", "weights", "pairs", "arbitrage"];
    private static readonly Option s_method = new("--method", "NAME", "how weights are found; those there are stand below") { Choices = s_methods };
    private static readonly Option s_rebalance = new("--rebalance", "RULE", "when (monthly): " + RebalanceRule.Forms);
    private static readonly Option s_set = new("--set", "KEY=VALUE", "a parameter of the method; may be repeated") { Repeats = true };

    private static readonly Dictionary<string, string[]> s_parameters = new(StringComparer.Ordinal)
    {
        ["equal"] = [],
        ["minimumVariance"] = ["window", "longOnly", "shrink", "fallback"],
        ["tangency"] = ["window", "longOnly", "shrink", "fallback", "riskFree"],
        ["riskParity"] = ["window", "shrink", "fallback"],
        ["hrp"] = ["window", "shrink", "fallback"],
        ["pairs"] = ["first", "second", "window", "refit", "entryZ", "exitZ", "stopZ", "maxPValue", "lags", "hedge", "gross"],
        ["arbitrage"] = ["first", "second", "ratio", "entryBps", "exitBps", "gross"],
    };

    /// <summary>Their options.</summary>
    public static Option[] Options => [s_method, s_rebalance, s_set];

    /// <summary>One line each, for the help.</summary>
    public static IReadOnlyList<string> Descriptions { get; } =
    [
        "equal             1/n of what is traded",
        "minimumVariance   least variance over the last window=60 bars; longOnly=yes|no, shrink=yes|no, fallback=keep|equal|cash",
        "tangency          largest Sharpe ratio over the window, against riskFree=0 a bar; the same parameters",
        "riskParity        equal contributions to the variance; window, shrink, fallback",
        "hrp               hierarchical risk parity, single linkage; window, shrink, fallback",
        "weights           --set SYMBOL=WEIGHT for each, negative for short",
        "pairs             first against second (the two assets), tested for cointegration: window=250 refit=20 entryZ=2 exitZ=0.5 stopZ=4 maxPValue=0.05 lags=-1 (AIC) hedge (fitted) gross=1",
        "arbitrage         two listings first and second: ratio=1 entryBps=50 exitBps=5 gross=1",
    ];

    /// <summary>What is wrong with the choice, as far as it can be told without the files.</summary>
    public static IEnumerable<string> Check(Arguments arguments)
    {
        if (!arguments.Has(s_method))
            yield return "which method? --method NAME";
        foreach (var pair in arguments.Values(s_set).Where(p => !BarFiles.IsPair(p)))
            yield return $"--set must be KEY=VALUE, was '{pair}'";
        if (arguments.Value(s_method) is { } method && s_parameters.TryGetValue(method, out var known))
        {
            foreach (var key in arguments.Values(s_set).Where(BarFiles.IsPair).Select(p => BarFiles.Split(p).Symbol).Where(k => !known.Contains(k)))
                yield return known.Length == 0 ? $"{method} has no parameter, was given '{key}'" : $"{method} has no parameter '{key}'{Suggestion.Hint(key, known)}; it has {string.Join(", ", known)}";
        }
        if (arguments.Has(s_rebalance) && arguments.Value(s_method) is "pairs" or "arbitrage")
            yield return "--rebalance is for weights; pairs and arbitrage trade on their own signals";
        else if (RebalanceError(arguments.Value(s_rebalance) ?? "monthly") is { } error)
            yield return $"--rebalance: {error}";
    }

    /// <summary>Makes the rule.</summary>
    /// <exception cref="ArgumentException">A parameter that cannot be meant.</exception>
    public static IPortfolioStrategy Create(Arguments arguments, IReadOnlyList<PortfolioAsset> assets)
    {
        var given = arguments.Values(s_set).Select(BarFiles.Split).GroupBy(p => p.Symbol, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().File, StringComparer.Ordinal);
        var rule = RebalanceRule.Parse(arguments.Value(s_rebalance) ?? "monthly");
        switch (arguments.Value(s_method))
        {
            case "pairs":
                var (y, x) = Two(given, assets);
                return new PairsTrading(y, x, Pairs(given));
            case "arbitrage":
                var (first, second) = Two(given, assets);
                return new ListingArbitrage(first, second, Number(given, "ratio", 1), Number(given, "entryBps", 50), Number(given, "exitBps", 5), Number(given, "gross", 1));
            case "weights":
                if (given.Count == 0)
                    throw new ArgumentException("weights need --set SYMBOL=WEIGHT for each asset that is held");
                return new RebalancingStrategy(new FixedWeights(given.Keys.ToDictionary(k => k, k => Number(given, k, 0), StringComparer.Ordinal)), rule);
            default:
                return new RebalancingStrategy(Constructed(arguments.Value(s_method)!, given), rule);
        }
    }

    private static ConstructedWeights Constructed(string method, Dictionary<string, string> given)
    {
        var options = new ConstructionOptions
        {
            Method = method == "hrp" ? ConstructionMethod.HierarchicalRiskParity : Enum.Parse<ConstructionMethod>(method, ignoreCase: true),
            LongOnly = Choice(given, "longOnly", "yes", "yes", "no") == "yes",
            Covariance = Choice(given, "shrink", "no", "yes", "no") == "yes" ? CovarianceEstimator.LedoitWolf : CovarianceEstimator.Sample,
            RiskFreePerPeriod = Number(given, "riskFree", 0),
        };
        return new ConstructedWeights(options, Whole(given, "window", 60), Enum.Parse<ConstructionFallback>(Choice(given, "fallback", "keep", "keep", "equal", "cash"), ignoreCase: true));
    }

    private static PairsOptions Pairs(Dictionary<string, string> given) => new()
    {
        WindowBars = Whole(given, "window", 250), RefitBars = Whole(given, "refit", 20), EntryZ = Number(given, "entryZ", 2), ExitZ = Number(given, "exitZ", 0.5), StopZ = Number(given, "stopZ", 4),
        MaxPValue = Number(given, "maxPValue", 0.05), Lags = Whole(given, "lags", -1), Hedge = Number(given, "hedge", double.NaN), Gross = Number(given, "gross", 1),
    };

    private static (string First, string Second) Two(Dictionary<string, string> given, IReadOnlyList<PortfolioAsset> assets)
    {
        if (given.TryGetValue("first", out var first) && given.TryGetValue("second", out var second))
            return (first, second);
        return assets.Count == 2 && !given.ContainsKey("first") && !given.ContainsKey("second")
            ? (assets[0].Symbol, assets[1].Symbol)
            : throw new ArgumentException($"which two of {string.Join(", ", assets.Select(a => a.Symbol))}? --set first=SYMBOL --set second=SYMBOL");
    }

    private static string? RebalanceError(string text)
    {
        try
        {
            RebalanceRule.Parse(text);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static double Number(Dictionary<string, string> given, string key, double otherwise) => !given.TryGetValue(key, out var text) ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : throw new ArgumentException($"{key} must be a number, was '{text}'");

    private static int Whole(Dictionary<string, string> given, string key, int otherwise) => !given.TryGetValue(key, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw new ArgumentException($"{key} must be a whole number, was '{text}'");

    private static string Choice(Dictionary<string, string> given, string key, string otherwise, params string[] choices) => !given.TryGetValue(key, out var text) ? otherwise
        : choices.Contains(text) ? text
        : throw new ArgumentException($"{key} must be {string.Join(" or ", choices)}, was '{text}'{Suggestion.Hint(text, choices)}");
}
