using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components.Specs;

/// <summary>
/// The parts of the execution that a spec may leave out: commission in parts, slippage models, volume, lots, ticks, financing, margin.
/// </summary>
public sealed partial class CostDetails
{
    private const string Commission = "execution.commission";
    private const string Slippage = "execution.slippage";
    private const string Financing = "execution.financing";
    private const string Margin = "execution.margin";

    private static readonly (string Kind, string Words)[] SlippageModels =
    [
        ("", "basis points, as above"),
        ("none", "none"),
        ("bps", "basis points"),
        ("spread", "half the spread"),
        ("impact", "market impact, square root"),
    ];
    private static readonly (string Value, string Words)[] Commissions = [("rate", "one rate"), ("parts", "several parts")];
    private static readonly (string Value, string Words)[] DayCounts = [("365", "365 days"), ("360", "360 days")];
    private static readonly (string Value, string Words)[] Calls =
    [
        ("nextOpen", "the next open"),
        ("close", "the close that triggered it"),
    ];

    private static readonly (string Value, string Words)[] Fills =
    [
        ("nextOpen", "the next open"),
        ("sameClose", "the close of the decision"),
    ];

    // What a switch writes: values of a usual retail account.
    private static readonly (string Member, JsonNode Value)[] s_financing =
    [
        ("borrowRatePerYear", 0.01),
        ("creditRatePerYear", 0.0),
        ("debitRatePerYear", 0.06),
        ("daysPerYear", 365),
    ];
    private static readonly (string Member, JsonNode Value)[] s_margin = [("maintenanceFraction", 0.25), ("call", "nextOpen")];

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    // A portfolio fills at the next open.
    private bool OffersFill => Draft.GetText(StrategyPaths.Kind) != "portfolio" || Draft.GetText("execution.fill") == "sameClose";

    private bool HasCommission => Draft.Get(Commission) is JsonObject;

    private bool HasFinancing => Draft.Get(Financing) is JsonObject;

    private bool HasMargin => Draft.Get(Margin) is JsonObject;

    private string SlippageKind => Draft.GetText(Slippage + ".kind");

    private string Currency => Draft.GetText("capital.currency") is { Length: > 0 and <= 8 } currency ? currency : "money";

    private string SlippageMeaning =>
        SlippageKind switch
        {
            "none" => "fills at the bar’s price",
            "spread" => "the bar’s price is the middle of bid and ask",
            "impact" => "coefficient · volatility · √(units ÷ volume), of the bars before",
            _ => "market and stop orders; limits fill at their price",
        };

    private IEnumerable<string> Chosen
    {
        get
        {
            if (Draft.GetText("execution.fill") == "sameClose")
                yield return "fills at the close";
            if (HasCommission)
                yield return "commission in parts";
            if (SlippageKind.Length > 0)
                yield return "slippage model";
            if (Draft.Get("execution.volumeShare") is not null)
                yield return "volume";
            if (Draft.Get("execution.lotUnits") is not null)
                yield return "lots";
            if (Draft.Get("execution.tickSize") is not null)
                yield return "tick size";
            if (HasFinancing)
                yield return "interest";
            if (HasMargin)
                yield return "margin";
        }
    }

    private string Heading => Chosen.Any() ? $"Costs in detail: {string.Join(", ", Chosen)}" : "Costs in detail";

    private Task SetCommission(string how)
    {
        if (how == "parts")
            Draft.Set(
                Commission,
                new JsonObject
                {
                    ["rate"] = Draft.Get("execution.commissionRate")?.DeepClone() ?? 0.001,
                    ["fixed"] = 0,
                    ["perUnit"] = 0,
                    ["minimum"] = 0,
                }
            );
        else
            Draft.Remove(Commission);
        return Changed.InvokeAsync();
    }

    private Task SetSlippage(string kind)
    {
        var points = Draft.Get("execution.slippageBps")?.DeepClone() ?? 1;
        JsonObject? model = kind switch
        {
            "none" => new() { ["kind"] = "none" },
            "bps" => new() { ["kind"] = "bps", ["bps"] = points },
            "spread" => new()
            {
                ["kind"] = "spread",
                ["spreadBps"] = 2,
                ["spread"] = 0,
            },
            "impact" => new()
            {
                ["kind"] = "impact",
                ["coefficient"] = 1,
                ["windowBars"] = 20,
                ["spreadBps"] = 2,
            },
            _ => null,
        };
        if (model is null)
            Draft.Remove(Slippage);
        else
            Draft.Set(Slippage, model);
        return Changed.InvokeAsync();
    }

    private Task SetPart(string path, bool wanted, (string Member, JsonNode Value)[] members)
    {
        if (wanted)
            Draft.Set(path, new JsonObject(members.Select(m => KeyValuePair.Create(m.Member, (JsonNode?)m.Value.DeepClone()))));
        else
            Draft.Remove(path);
        return Changed.InvokeAsync();
    }
}
