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

    private static (string Kind, string Words)[] SlippageModels =>
        [
            ("", SpecsText.BasisPointsAsAbove),
            ("none", SpecsText.NoSlippage),
            ("bps", SpecsText.BasisPoints),
            ("spread", SpecsText.HalfTheSpread),
            ("impact", SpecsText.MarketImpactSquareRoot),
        ];
    private static (string Value, string Words)[] Commissions => [("rate", SpecsText.OneRate), ("parts", SpecsText.SeveralParts)];
    private static (string Value, string Words)[] DayCounts => [("365", SpecsText.DaysOfYear), ("360", SpecsText.DaysOfBanks)];
    private static (string Value, string Words)[] Calls =>
        [("nextOpen", SpecsText.TheNextOpen), ("close", SpecsText.TheCloseThatTriggeredIt)];

    private static (string Value, string Words)[] Fills =>
        [("nextOpen", SpecsText.TheNextOpen), ("sameClose", SpecsText.TheCloseOfTheDecision)];

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

    private string Currency => Draft.GetText("capital.currency") is { Length: > 0 and <= 8 } currency ? currency : SpecsText.Money;

    private string SlippageMeaning =>
        SlippageKind switch
        {
            "none" => SpecsText.FillsAtTheBarsPrice,
            "spread" => SpecsText.SpreadModelHint,
            "impact" => SpecsText.ImpactModelHint,
            _ => SpecsText.BpsModelHint,
        };

    private IEnumerable<string> Chosen
    {
        get
        {
            if (Draft.GetText("execution.fill") == "sameClose")
                yield return SpecsText.DetailFills;
            if (HasCommission)
                yield return SpecsText.DetailCommission;
            if (SlippageKind.Length > 0)
                yield return SpecsText.DetailSlippage;
            if (Draft.Get("execution.volumeShare") is not null)
                yield return "volume";
            if (Draft.Get("execution.lotUnits") is not null)
                yield return "lots";
            if (Draft.Get("execution.tickSize") is not null)
                yield return SpecsText.DetailTickSize;
            if (HasFinancing)
                yield return "interest";
            if (HasMargin)
                yield return "margin";
        }
    }

    private string Heading => Chosen.Any() ? SpecsText.FormatCostsChosen(string.Join(", ", Chosen)) : SpecsText.CostsInDetail;

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
