using Simulator.Markets;
using Simulator.Runs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Specs;

/// <summary>Which bars a spec learns on, chooses on and tests on, in words.</summary>
internal static class WhatIsTested
{
    /// <summary>The division of plain rules: the whole series is the test, for nothing is learned before it.</summary>
    public static SplitSpec WholeSeries { get; } = new() { TrainFraction = 0, ValidationFraction = 0 };

    /// <summary>The sentence; null where the series is not there or has no bars between the dates.</summary>
    public static string? Sentence(SimulationSpec spec, ISeriesSource source)
    {
        var series = source.Find(spec.Data.Target)?.Between(spec.Data.From, spec.Data.To);
        if (series is not { Count: > 0 })
            return null;
        var (choice, test) = (spec.Split.ValidationStart(series.Count), spec.Split.TestStart(series.Count));
        if (test >= series.Count)
            return null;
        if (test == 0)
            return SpecsText.FormatTestsWhole(Stretch(series, 0, series.Count));
        var tested = Stretch(series, test, series.Count);
        if (!spec.Learns)
            return SpecsText.FormatHoldsBack(tested, Stretch(series, 0, test));
        return choice < test
            ? SpecsText.FormatLearnsAndChooses(Stretch(series, 0, choice), Stretch(series, choice, test), tested)
            : SpecsText.FormatLearns(Stretch(series, 0, test), tested);
    }

    private static string Stretch(BarSeries series, int from, int end) =>
        SpecsText.FormatStretchOf(Figures.Day(series.LocalAt(from)), Figures.Day(series.LocalAt(end - 1)), Figures.Count(end - from));
}
