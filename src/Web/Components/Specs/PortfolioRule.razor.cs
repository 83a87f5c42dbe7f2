using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Errors;
using Simulator.Portfolios.Methods;

namespace Simulator.Web.Components.Specs;

/// <summary>Chooses a method over several assets and writes what it needs. The assets themselves are the market's series.</summary>
public sealed partial class PortfolioRule
{
    private static (string Value, string Words)[] Schedules =>
        [
            ("daily", SpecsText.EveryDay),
            ("weekly", SpecsText.EveryWeek),
            ("monthly", SpecsText.EveryMonth),
            ("bars", SpecsText.EveryNSteps),
            ("drift", SpecsText.WhenAWeightHasDrifted),
            ("never", SpecsText.NeverBuyOnce),
        ];

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    private string Chosen => Draft.GetText(StrategyPaths.Method);

    private PortfolioMethod? Method => PortfolioMethods.Find(Chosen);

    private string Target => Draft.GetText("data.target");

    private IReadOnlyList<string> Related =>
        [.. (Draft.Get("data.related") as JsonArray ?? []).Select(r => r?.ToString() ?? "").Where(r => r.Length > 0)];

    private IReadOnlyList<string> Members => [Target, .. Related.Where(r => !IsRate(r))];

    private IReadOnlyList<string> RateCandidates =>
        [.. Related.Where(r => IsRate(r) || (r.Length == 6 && r.All(char.IsAsciiLetter) && Draft.Get(StrategyPaths.Quoted) is not null))];

    private IEnumerable<ParameterField> Fields => (Method?.Parameters ?? []).Select(ParameterField.Of);

    private IEnumerable<(string, string)> Benchmarks => Members.Select(a => (a, a)).Prepend(("", SpecsText.AllInEqualPartsHeld));

    private string Schedule => Draft.GetText(StrategyPaths.Rebalance).Split(':')[0] is { Length: > 0 } kind ? kind : "monthly";

    private string ScheduleValue => Draft.GetText(StrategyPaths.Rebalance).Split(':', 2) is [_, var value] ? value : "";

    private string ScheduleFault => string.Join("; ", Draft.ErrorsAt(StrategyPaths.Rebalance));

    private IEnumerable<(string, string)> Methods =>
        [
            .. Method is null && Chosen.Length > 0 ? [(Chosen, SpecsText.FormatNotKnown(Chosen))] : Array.Empty<(string, string)>(),
            .. PortfolioMethods.All.Select(m => (m.Name, m.Title)),
        ];

    private bool IsRate(string symbol) =>
        (Draft.Get(StrategyPaths.Rates) as JsonArray ?? []).Any(r =>
            string.Equals(r?.ToString(), symbol, StringComparison.OrdinalIgnoreCase)
        );

    // Errors that a field shows itself are not repeated.
    private bool IsElsewhere(SpecError error) =>
        error.Path.StartsWith("strategy.", StringComparison.Ordinal)
        && error.Path is not (StrategyPaths.Method or StrategyPaths.Rebalance or StrategyPaths.Benchmark)
        && !Fields.Any(f => f.Path == error.Path)
        && !Members.Any(a => error.Path == $"{StrategyPaths.Quoted}.{a}" || IsWeight(error, a));

    private bool IsWeight(SpecError error, string asset) =>
        Method is { TakesWeights: true } && error.Path == $"{StrategyPaths.Weights}.{asset}";

    private string Wrong(string path, string asset) => string.Join("; ", Draft.ErrorsAt($"{path}.{asset}"));

    private string Of(string path, string asset) =>
        (Draft.Get(path) as JsonObject)?.FirstOrDefault(m => m.Key.Equals(asset, StringComparison.OrdinalIgnoreCase)).Value?.ToString()
        ?? "";

    // What was written for another method waits for its return; currencies, rates and benchmark go along.
    private Task ChooseAsync(string name)
    {
        if (name == Chosen)
            return Task.CompletedTask;
        var kept = new[] { StrategyPaths.Quoted, StrategyPaths.Rates, StrategyPaths.Benchmark }
            .Select(path => (Path: path, Value: Draft.Get(path)?.DeepClone()))
            .ToList();
        Draft.Exchange("strategy", Chosen, name, () => Json(name, Members));
        foreach (var (path, value) in kept)
        {
            if (value is null)
                Draft.Remove(path);
            else
                Draft.Set(path, value);
        }
        return Changed.InvokeAsync();
    }

    private Task ScheduleAsync(string schedule)
    {
        Draft.Set(
            StrategyPaths.Rebalance,
            schedule switch
            {
                "bars" => "bars:21",
                "drift" => "drift:0.05",
                var plain => plain,
            }
        );
        return Changed.InvokeAsync();
    }

    private Task ScheduleValueAsync(string text)
    {
        Draft.Set(StrategyPaths.Rebalance, $"{Schedule}:{(text ?? "").Trim()}");
        return Changed.InvokeAsync();
    }

    // Member names are symbols, which may contain dots: the whole object is written at once.
    private Task SetAsync(string path, string asset, string? typed)
    {
        var text = (typed ?? "").Trim();
        var kept = (Draft.Get(path) as JsonObject ?? [])
            .Where(m => !m.Key.Equals(asset, StringComparison.OrdinalIgnoreCase))
            .Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value?.DeepClone()));
        JsonNode value =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? JsonValue.Create(number)
                : JsonValue.Create(path == StrategyPaths.Quoted ? text.ToUpperInvariant() : text);
        var all = new JsonObject(text.Length == 0 ? kept : kept.Append(KeyValuePair.Create(asset, (JsonNode?)value)));
        if (all.Count == 0 && path == StrategyPaths.Quoted)
            Draft.Remove(path);
        else
            Draft.Set(path, all);
        return Changed.InvokeAsync();
    }

    private Task SetRateAsync(string symbol, bool wanted)
    {
        var others = (Draft.Get(StrategyPaths.Rates) as JsonArray ?? [])
            .Select(r => r?.ToString() ?? "")
            .Where(r => r.Length > 0 && !r.Equals(symbol, StringComparison.OrdinalIgnoreCase));
        string[] rates = [.. others, .. wanted ? [symbol] : Array.Empty<string>()];
        if (rates.Length == 0)
            Draft.Remove(StrategyPaths.Rates);
        else
            Draft.Set(StrategyPaths.Rates, new JsonArray([.. rates.Select(r => JsonValue.Create(r))]));
        if (wanted)
            Forget(Draft, symbol);
        return Changed.InvokeAsync();
    }

    /// <summary>Removes what a portfolio says about a series that is no longer one of its assets.</summary>
    internal static void Forget(SpecDraft draft, string symbol)
    {
        foreach (var path in new[] { StrategyPaths.Weights, StrategyPaths.Quoted })
        {
            if (draft.Get(path) is JsonObject all && all.Any(m => m.Key.Equals(symbol, StringComparison.OrdinalIgnoreCase)))
                draft.Set(
                    path,
                    new JsonObject(
                        all.Where(m => !m.Key.Equals(symbol, StringComparison.OrdinalIgnoreCase))
                            .Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value?.DeepClone()))
                    )
                );
        }
        if (draft.GetText(StrategyPaths.Benchmark).Equals(symbol, StringComparison.OrdinalIgnoreCase))
            draft.Remove(StrategyPaths.Benchmark);
    }

    /// <summary>The strategy's part of a spec for a method with its defaults; custom weights start equal.</summary>
    internal static JsonObject Json(string name, IReadOnlyList<string> assets)
    {
        var method = PortfolioMethods.Find(name);
        var json = new JsonObject { ["kind"] = "portfolio", ["method"] = name };
        if (method is { IsRebalanced: true })
            json["rebalance"] = "monthly";
        json["parameters"] = new JsonObject((method?.Parameters ?? []).Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Default)));
        if (method is { TakesWeights: true })
            json["weights"] = new JsonObject(
                assets.Where(a => a.Length > 0).Select(a => KeyValuePair.Create(a, (JsonNode?)Math.Round(1.0 / assets.Count, 4)))
            );
        return json;
    }
}
