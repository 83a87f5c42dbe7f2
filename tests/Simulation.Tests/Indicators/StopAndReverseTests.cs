using Simulator.Indicators;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>Where Parabolic SAR and SuperTrend turn: on a touch or beyond it, and at which value.</summary>
public sealed class StopAndReverseTests
{
    // step ¼, limit ½: S starts at 9 and is 9 + ½(12 − 9) = 10.5 at the last bar, held at the low of 10 two bars before it.
    private static readonly (double High, double Low)[] s_rise = [(10, 9), (11, 10), (12, 11)];

    [Theory]
    [InlineData(11.5, 10.25, 10, 1)] // above it: S stays
    [InlineData(11.5, 10, 12, -1)] // a touch reverses to the best price
    [InlineData(13, 9.5, 13, -1)] // the best price lies inside this bar: its high instead
    [InlineData(13, 10, 13, -1)]
    public void ParabolicSar_AtTheStop_Reverses_OutsideTheLastTwoBars(double high, double low, double value, double direction)
    {
        (double High, double Low)[] bars = [.. s_rise, (high, low)];
        Assert.Equal((value, direction), Last(bars));
        Assert.Equal((20 - value, -direction), Last([.. bars.Select(b => (20 - b.Low, 20 - b.High))])); // upside down
    }

    [Fact]
    public void ParabolicSar_AfterAReversal_StartsFromThere()
    {
        // Reversed at 13 with 9.5 as the best: 13 + ¼(9.5 − 13) = 12.125, held at the high of 13.
        Assert.Equal((13, -1), Last([.. s_rise, (13, 9.5), (11, 10)]));
        // Then 13 + ¼(9.5 − 13) again, since nothing was better: the highs before are 11 and 13. One more: 12.125 counts.
        Assert.Equal((13, -1), Last([.. s_rise, (13, 9.5), (11, 10), (11, 10)]));
        Assert.Equal((12.125, -1), Last([.. s_rise, (13, 9.5), (11, 10), (11, 10), (11, 10)]));
    }

    [SkippableFact]
    public void ParabolicSar_OverGoog_IsThatOfTaLib_FromItsFirstReversalOn()
    {
        // TA-Lib's SAR(0.02, 0.2), its own code run over the same file. It starts with another first value, so until the first reversal, on
        // bar 9, the two differ.
        (int Bar, double Value)[] published =
        [
            (9, 113.48),
            (17, 98.94),
            (38, 133.4),
            (104, 187.72),
            (500, 366.1914948608),
            (1000, 463.00365199999993),
            (2057, 761.6000432572416),
            (2058, 676),
            (2059, 759.42),
            (2147, 784.4),
        ];
        var goog = ReferenceBars.Goog();
        var values = IndicatorCatalogue.Get("psar").Create(0.02, 0.2).Lines(goog)[0];
        Assert.All(published, p => Assert.Equal(p.Value, values[p.Bar], 1e-9));
    }

    [SkippableFact]
    public void ParabolicSar_OverGoog_NeverLiesInsideItsOwnBar()
    {
        var goog = ReferenceBars.Goog();
        var values = IndicatorCatalogue.Get("psar").Create(0.02, 0.2).Lines(goog)[0];
        Assert.All(Enumerable.Range(1, goog.Count - 1), t => Assert.False(values[t] > goog.Low[t] && values[t] < goog.High[t]));
    }

    [Theory]
    [InlineData(9, 7, 7, 1)] // a close at the lower band, 7, ends nothing
    [InlineData(9, 6.5, 6.75, -1)]
    public void SuperTrend_Rising_EndsBelowItsBandOnly(double high, double low, double close, double direction)
    {
        (double High, double Low, double Close)[] bars = [(10, 8, 9.5), (high, low, close)];
        Assert.Equal(direction, Direction(bars));
        // falling, upside down: the band is 13
        Assert.Equal(-direction, Direction([.. bars.Select(b => (20 - b.Low, 20 - b.High, 20 - b.Close))]));
    }

    private static (double Value, double Direction) Last((double High, double Low)[] bars)
    {
        var lines = IndicatorCatalogue
            .Get("psar")
            .Create(0.25, 0.5)
            .Lines(TestMarkets.Ohlc([.. bars.Select(b => (b.Low, b.High, b.Low, b.High))]));
        return (lines[0][^1], lines[1][^1]);
    }

    private static double Direction((double High, double Low, double Close)[] bars) =>
        IndicatorCatalogue.Get("superTrend").Create(1, 1).Lines(TestMarkets.Ohlc([.. bars.Select(b => (b.Close, b.High, b.Low, b.Close))]))[
            1
        ][^1];
}
