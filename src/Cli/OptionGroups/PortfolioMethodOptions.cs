using System.CommandLine;
using System.Globalization;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Parameters;
using Simulator.Portfolios;
using Simulator.Portfolios.Methods;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Cli.OptionGroups;

/// <summary>The options that choose a portfolio method, its parameters and its rebalancing.</summary>
internal sealed class PortfolioMethodOptions
{
    private const string First = "first";
    private const string Second = "second";

    private readonly Option<string?> _method = NewOption.Choice(
        "--method",
        "NAME",
        "method that finds the weights (listed below)",
        [.. PortfolioMethods.All.Select(m => m.Name)]
    );
    private readonly Option<string?> _rebalance = NewOption.Text(
        "--rebalance",
        "RULE",
        $"when to rebalance: {RebalanceRule.Forms}",
        "monthly"
    );
    private readonly Option<string[]> _set = NewOption.Pairs("--set", "KEY=VALUE", "sets a parameter of the method");

    /// <summary>Makes them.</summary>
    public PortfolioMethodOptions()
    {
        _method.Required = true;
        _rebalance.CompletionSources.Add("daily", "weekly", "monthly", "never");
    }

    /// <summary>A paragraph for the help: every method with its parameters and their defaults.</summary>
    public static string Methods =>
        $"Methods, with their parameters:\n  {string.Join("\n  ", PortfolioMethods.All.Select(m => $"{m.Name, -16} {m.Title}{Takes(m)}"))}";

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_method, _rebalance, _set];

    /// <summary>Errors that need more than one option to see.</summary>
    public IEnumerable<string> Check(ParseResult parse)
    {
        if (!parse.IsSound(All))
            yield break;
        if (RebalanceRule.Fault(parse.GetValue(_rebalance)!) is { } wrong)
            yield return $"--rebalance: {wrong}";
        if (parse.GetValue(_method) is not { } name || PortfolioMethods.Find(name) is not { } method)
            yield break;
        if (parse.Has(_rebalance) && !method.IsRebalanced)
            yield return $"--rebalance has no use with {name}: pairs and arbitrage trade on their own signals";
        foreach (var (parameter, fault) in method.TakesWeights ? [] : method.Faults(Parameters(method, parse)))
            yield return $"--set {parameter}: {fault}";
    }

    /// <summary>Makes the portfolio's strategy.</summary>
    /// <exception cref="ArgumentException">A parameter that the method cannot use.</exception>
    public IPortfolioStrategy Create(ParseResult parse, IReadOnlyList<PortfolioAsset> assets)
    {
        var method = PortfolioMethods.Get(parse.GetValue(_method)!);
        var given = Given(parse);
        if (method.IsPair)
        {
            var (first, second) = Two(given, assets);
            return method.CreatePair(Parameters(method, parse), first, second);
        }
        var schedule = RebalanceRule.Parse(parse.GetValue(_rebalance)!);
        if (!method.TakesWeights)
            return method.Create(given, schedule);
        return given.Count == 0
            ? throw new ArgumentException("the method weights needs --set SYMBOL=WEIGHT for each asset to hold")
            : method.Create(
                StrategyParameters.None.ByName,
                schedule,
                given.ToDictionary(w => w.Key, w => Weight(w.Key, w.Value), StringComparer.Ordinal)
            );
    }

    // One or two lines below the method's own.
    private static string Takes(PortfolioMethod method)
    {
        var parameters = method.Parameters.Select(p => p.IsNumber ? $"{p.Name}={p.Default}" : $"{p.Name}={string.Join('|', p.Choices)}");
        string[] lines =
        [
            method.TakesWeights ? "SYMBOL=WEIGHT for each asset, negative for a short position" : "",
            method.IsPair ? $"{First}=SYMBOL {Second}=SYMBOL, the two assets" : "",
            string.Join(' ', method.TakesWeights ? [] : parameters),
        ];
        return string.Concat(lines.Where(l => l.Length > 0).Select(l => $"\n{"", 19}{l}"));
    }

    private Dictionary<string, string> Given(ParseResult parse) =>
        parse
            .Values(_set)
            .Select(BarFiles.Split)
            .GroupBy(p => p.Symbol, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().File, StringComparer.Ordinal);

    private Dictionary<string, string> Parameters(PortfolioMethod method, ParseResult parse) =>
        Given(parse)
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
