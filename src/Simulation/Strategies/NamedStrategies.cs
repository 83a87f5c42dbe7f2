using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Strategies;

/// <summary>Rules by name, with parameters as text: what the command line runs.</summary>
public static class NamedStrategies
{
    private static readonly Dictionary<string, Rule> s_rules = new(StringComparer.Ordinal)
    {
        ["smaCross"] = new(new() { ["fast"] = "10", ["slow"] = "30", ["side"] = "both", ["entry"] = "cross" }, (p, _) => new SmaCross(p.Whole("fast"), p.Whole("slow"), p.Side("side"), p.Entry("entry"))),
        ["buyAndHold"] = new([], (_, _) => new BuyAndHold()),
        ["cash"] = new(new() { ["warmUp"] = "0" }, (p, _) => new HoldCash(p.Whole("warmUp"))),
        ["smaNetting"] = new(new() { ["fast"] = "24", ["slow"] = "96", ["fraction"] = "0.3" }, (p, _) => new CrossNetting(p.Whole("fast"), p.Whole("slow"), p.Number("fraction"))),
        ["smaPartial"] = new(new() { ["fast"] = "10", ["slow"] = "20", ["fraction"] = "0.6", ["portion"] = "0.5" }, (p, _) => new CrossPartial(p.Whole("fast"), p.Whole("slow"), p.Number("fraction"), p.Number("portion"))),
        ["smaTrailing"] = new(new() { ["fast"] = "10", ["slow"] = "25", ["multiple"] = "4", ["atr"] = "100", ["fillStart"] = "no" }, Trailing),
        ["rsiThreshold"] = new(new() { ["bars"] = "14", ["buyBelow"] = "30", ["closeAbove"] = "70" }, (p, _) => new RsiThreshold(p.Whole("bars"), p.Number("buyBelow"), p.Number("closeAbove"))),
        ["rsiNetting"] = new(new() { ["bars"] = "10", ["fraction"] = "0.1", ["units"] = "6" }, (p, _) => new RsiNetting(p.Whole("bars"), p.Number("fraction"), p.Whole("units"))),
        ["rsiScaling"] = new(new() { ["bars"] = "10", ["buy"] = "10", ["sell"] = "7" }, (p, _) => new RsiScaling(p.Whole("bars"), p.Whole("buy"), p.Whole("sell"))),
        ["limitBracket"] = new(new() { ["bars"] = "50", ["fraction"] = "0.9", ["patience"] = "5" }, (p, _) => new LimitBracket(p.Whole("bars"), p.Number("fraction"), p.Whole("patience"))),
        ["stopBreakout"] = new(new() { ["bars"] = "20", ["atr"] = "14", ["fraction"] = "0.4" }, (p, _) => new StopBreakout(p.Whole("bars"), p.Whole("atr"), p.Number("fraction"))),
    };

    /// <summary>The names there are, each with its parameters and their defaults (“smaCross fast=10 slow=30 …”).</summary>
    public static IEnumerable<string> Descriptions => s_rules.Select(r => string.Join(' ', r.Value.Defaults.Select(d => $"{d.Key}={d.Value}").Prepend(r.Key)));

    /// <summary>The rule of a name for a series.</summary>
    /// <exception cref="ArgumentException">No such rule, no such parameter, or a value that it does not take; the message says what there is.</exception>
    public static IStrategy Create(string name, IReadOnlyDictionary<string, string> parameters, BarSeries series)
    {
        if (!s_rules.TryGetValue(name, out var rule))
            throw new ArgumentException($"no strategy is called '{name}'{Suggestion.Hint(name, s_rules.Keys)}; there are {string.Join(", ", s_rules.Keys)}");
        if (parameters.Keys.FirstOrDefault(k => !rule.Defaults.ContainsKey(k)) is { } unknown)
            throw new ArgumentException($"{name} has no parameter '{unknown}'{Suggestion.Hint(unknown, rule.Defaults.Keys)}; it has {(rule.Defaults.Count == 0 ? "none" : string.Join(", ", rule.Defaults.Keys))}");
        return rule.Make(new Values(name, parameters, rule.Defaults), series);
    }

    // With fillStart=yes the range of the first full window also counts before it, as the reference case has it: a look ahead.
    private static CrossTrailing Trailing(Values p, BarSeries series)
    {
        var bars = p.Whole("atr");
        var before = p.Text("fillStart") == "yes" && series.Count > bars ? TrueRange.Mean(series.High.AsSpan(0, bars + 1), series.Low.AsSpan(0, bars + 1), series.Close.AsSpan(0, bars + 1), bars) : double.NaN;
        return new CrossTrailing(p.Whole("fast"), p.Whole("slow"), p.Number("multiple"), bars, before);
    }

    private sealed record Rule(Dictionary<string, string> Defaults, Func<Values, BarSeries, IStrategy> Make);

    private sealed class Values(string strategy, IReadOnlyDictionary<string, string> given, Dictionary<string, string> defaults)
    {
        public string Text(string key) => given.TryGetValue(key, out var value) ? value : defaults[key];

        public double Number(string key) => double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Wrong(key, "a number");

        public int Whole(string key) => int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 10_000_000
            ? value
            : throw Wrong(key, "a whole number ≥ 0");

        public TradeSide Side(string key) => Text(key) switch
        {
            "both" => TradeSide.Both,
            "long" => TradeSide.Long,
            "short" => TradeSide.Short,
            _ => throw Wrong(key, "both, long or short"),
        };

        public CrossEntry Entry(string key) => Text(key) switch
        {
            "cross" => CrossEntry.OnCross,
            "state" => CrossEntry.WhileAbove,
            _ => throw Wrong(key, "cross (waits for a cross) or state (holds by the state)"),
        };

        private ArgumentException Wrong(string key, string what) => new($"{strategy}: {key} must be {what}, was '{Text(key)}'");
    }
}
