using System.Globalization;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;

namespace Simulator.Learning.Forecasters.Networks.Transfer;

/// <summary>
/// A related series as a network reads it: its own past return, the size of that and its own volatility, on the target's clock from its
/// first known price on. The features are the target's, so a related series has none: they count as missing.
/// </summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Inputs">What is read, and what happened after it.</param>
/// <param name="Offset">Bar of the target that is the first of <paramref name="Inputs"/>.</param>
/// <param name="IsNew">[bar of the inputs] whether a price came at it; where none did, its return of 0 is no outcome.</param>
internal sealed record RelatedInputs(string Symbol, ReturnInputs Inputs, int Offset, bool[] IsNew)
{
    /// <summary>The related prices of an input.</summary>
    /// <param name="input">Target and related series.</param>
    /// <param name="windowBars">Bars of a window.</param>
    /// <exception cref="SimulationException">There is none.</exception>
    public static IReadOnlyList<RelatedInputs> Of(ForecastInput input, int windowBars)
    {
        RelatedInputs[] usable = [.. input.Related.Select(series => Of(series, input, windowBars)).OfType<RelatedInputs>()];
        if (usable.Length > 0)
            return usable;
        var found = input.Related.Count == 0 ? "none" : string.Join(", ", input.Related.Select(r => r.Symbol));
        throw new SimulationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"forecaster.pretrainEpochs: needs related series of prices, above 0 and with more than {Fewest(windowBars)} bars; "
                    + $"data.related has {found}: add such series, or set it to 0"
            )
        );
    }

    private static int Fewest(int windowBars) => Scoring.RandomWalk.SeedReturns + windowBars + 1;

    private static RelatedInputs? Of(AlignedSeries series, ForecastInput input, int windowBars)
    {
        var offset = Array.FindIndex(series.Last, double.IsFinite);
        if (series.Kind != SeriesKind.Price || offset < 0)
            return null;
        // It ends before the first price without a logarithm: what comes later must not decide about what was before.
        var bad = Array.FindIndex(series.Last, offset, price => !(price > 0));
        var close = series.Last[offset..(bad < 0 ? series.Last.Length : bad)];
        if (close.Length <= Fewest(windowBars))
            return null;
        var bars = new BarSeries(
            series.Symbol,
            input.Target.CloseTimeTicks[offset..(offset + close.Length)],
            close,
            close,
            close,
            close,
            [.. close.Select(_ => double.NaN)]
        );
        // A column that never varies is scaled to 0, as a missing value is.
        var missing = new FeatureTable(input.Features.Names, [.. input.Features.Names.Select(_ => new double[close.Length])]);
        bool[] isNew = [.. Enumerable.Range(offset, close.Length).Select(t => t == 0 || series.SourceBar[t] != series.SourceBar[t - 1])];
        return new(series.Symbol, new ReturnInputs(new(bars, missing, input.Split), withVolatility: true), offset, isNew);
    }
}
