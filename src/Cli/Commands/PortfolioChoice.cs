using System.Globalization;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Parameters;
using Simulator.Portfolios;
using Simulator.Portfolios.Methods;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Cli.Commands;

/// <summary>The choice of a portfolio method with its parameters, on the command line.</summary>
internal static class PortfolioChoice
{
    private const string First = "first";
    private const string Second = "second";

    private static readonly Option s_method = new("--method", "NAME", "how weights are found; those there are stand below")
    {
        Choices = [.. PortfolioMethods.All.Select(m => m.Name)],
    };
    private static readonly Option s_rebalance = new("--rebalance", "RULE", "when (monthly): " + RebalanceRule.Forms);
    private static readonly Option s_set = new("--set", "KEY=VALUE", "a parameter of the method; may be repeated") { Repeats = true };

    /// <summary>Its options.</summary>
    public static Option[] Options => [s_method, s_rebalance, s_set];

    /// <summary>A line for each method, for the help.</summary>
    public static IEnumerable<string> Descriptions => PortfolioMethods.All.Select(m => $"{m.Name, -16} {m.Title}{Takes(m)}");

    /// <summary>What is wrong with the choice, as far as it can be told without the files.</summary>
    public static IEnumerable<string> Check(Arguments arguments)
    {
        foreach (var pair in arguments.Values(s_set).Where(p => !BarFiles.IsPair(p)))
            yield return $"--set must be KEY=VALUE, was '{pair}'";
        if (RebalanceRule.Fault(arguments.Value(s_rebalance) ?? "monthly") is { } wrong)
            yield return $"--rebalance: {wrong}";
        if (arguments.Value(s_method) is not { } name)
            yield return "which method? --method NAME";
        else if (PortfolioMethods.Find(name) is { } method)
        {
            if (arguments.Has(s_rebalance) && !method.IsRebalanced)
                yield return "--rebalance is for weights; pairs and arbitrage trade on their own signals";
            foreach (var (parameter, fault) in method.TakesWeights ? [] : method.Faults(Parameters(method, arguments)))
                yield return $"--set {parameter}: {fault}";
        }
    }

    /// <summary>Makes the rule.</summary>
    /// <exception cref="ArgumentException">A parameter that cannot be meant.</exception>
    public static IPortfolioStrategy Create(Arguments arguments, IReadOnlyList<PortfolioAsset> assets)
    {
        var method = PortfolioMethods.Get(arguments.Value(s_method)!);
        var given = Given(arguments);
        if (method.IsPair)
        {
            var (first, second) = Two(given, assets);
            return method.CreatePair(Parameters(method, arguments), first, second);
        }
        var schedule = RebalanceRule.Parse(arguments.Value(s_rebalance) ?? "monthly");
        if (!method.TakesWeights)
            return method.Create(given, schedule);
        return given.Count == 0
            ? throw new ArgumentException("weights need --set SYMBOL=WEIGHT for each asset that is held")
            : method.Create(
                StrategyParameters.None.ByName,
                schedule,
                given.ToDictionary(w => w.Key, w => Weight(w.Key, w.Value), StringComparer.Ordinal)
            );
    }

    private static string Takes(PortfolioMethod method)
    {
        if (method.TakesWeights)
            return "; --set SYMBOL=WEIGHT for each, negative for short";
        var takes = method.Parameters.Select(p => p.IsNumber ? $"{p.Name}={p.Default}" : $"{p.Name}={string.Join('|', p.Choices)}");
        return takes.Any() || method.IsPair
            ? $"; {string.Join(' ', (method.IsPair ? [$"{First}=SYMBOL {Second}=SYMBOL (the two assets)"] : Array.Empty<string>()).Concat(takes))}"
            : "";
    }

    private static Dictionary<string, string> Given(Arguments arguments) =>
        arguments
            .Values(s_set)
            .Where(BarFiles.IsPair)
            .Select(BarFiles.Split)
            .GroupBy(p => p.Symbol, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().File, StringComparer.Ordinal);

    private static Dictionary<string, string> Parameters(PortfolioMethod method, Arguments arguments) =>
        Given(arguments)
            .Where(p => !method.IsPair || p.Key is not (First or Second))
            .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    private static (string First, string Second) Two(Dictionary<string, string> given, IReadOnlyList<PortfolioAsset> assets)
    {
        if (given.TryGetValue(First, out var first) && given.TryGetValue(Second, out var second))
            return (first, second);
        return assets.Count == 2 && !given.ContainsKey(First) && !given.ContainsKey(Second)
            ? (assets[0].Symbol, assets[1].Symbol)
            : throw new ArgumentException(
                $"which two of {string.Join(", ", assets.Select(a => a.Symbol))}? --set {First}=SYMBOL --set {Second}=SYMBOL"
            );
    }

    private static double Weight(string symbol, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"the weight of {symbol} must be a number, was '{text}'");
}
