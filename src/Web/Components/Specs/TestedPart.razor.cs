using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Markets;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Specs;

/// <summary>Writes how the bars are divided in time and says what that means in dates.</summary>
public sealed partial class TestedPart
{
    private static (string, string)[] Choices => [("whole", SpecsText.TheWholeSeries), ("part", SpecsText.HoldAPartBack)];

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    [Inject]
    private ISeriesLibrary Library { get; set; } = null!;

    private bool Learns => Draft.Spec?.Learns ?? (Draft.GetText(StrategyPaths.Kind) == "agent" || Draft.Get("forecaster") is JsonObject);

    private bool Holds =>
        Draft.GetText("split.trainFraction") is not ("0" or "0.0") || Draft.GetText("split.validationFraction") is not ("0" or "0.0");

    private Task ChooseAsync(string choice)
    {
        if ((choice == "part") == Holds)
            return Task.CompletedTask;
        var usual = choice == "part" ? new SplitSpec() : WhatIsTested.WholeSeries;
        Draft.Exchange("split", Holds ? "part" : "whole", choice, () => Json(usual));
        return Changed.InvokeAsync();
    }

    private static JsonObject Json(SplitSpec split) =>
        new()
        {
            ["trainFraction"] = split.TrainFraction,
            ["validationFraction"] = split.ValidationFraction,
            ["embargoBars"] = split.EmbargoBars,
        };
}
