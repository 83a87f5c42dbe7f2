using Simulator.Artifacts;
using Simulator.CorporateActions;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.CorporateActions;

/// <summary>Corporate actions that belong to a series.</summary>
public sealed class SeriesActionTests
{
    private static readonly CorporateAction[] s_actions =
    [
        new TickerChange(Day(2), "OLD", "NEW"),
        new CashDividend(Day(3), 0.02, double.NaN),
        new Split(Day(5), 2),
        new CashDividend(Day(6), 0.01, 0.5),
        new Delisting(Day(7)),
    ];

    [Fact]
    public void Blob_WithEveryKindOfAction_RoundTripsBitForBit()
    {
        var series = Raw().WithActions(s_actions);

        var back = SeriesBlob.FromBytes(SeriesBlob.ToBytes(series));

        Assert.Equal(s_actions, back.Actions);
        Assert.Equal(series.ContentHash, back.ContentHash);
    }

    [Fact]
    public void Hash_OfOtherActions_IsAnother_AndOfNoneThatOfTheBars()
    {
        var raw = Raw();
        var hashes = s_actions.Select((_, i) => raw.WithActions([.. s_actions.Take(i + 1)]).ContentHash).Append(raw.ContentHash).ToArray();

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(raw.ContentHash, raw.WithActions([]).ContentHash);
        Assert.Equal(s_actions, raw.WithActions(s_actions).Slice(1, 4).Actions);
    }

    [Theory]
    [InlineData(null, 49, 98)]
    [InlineData(PriceTreatment.TotalReturn, 49, 98)]
    [InlineData(PriceTreatment.SplitAdjusted, 50, 100)]
    [InlineData(PriceTreatment.Raw, 100, 100)]
    [InlineData(PriceTreatment.AsTraded, 100, 100)]
    public void Adjusted_ByTreatment_IsThePriceTimesWhatCameAfter(PriceTreatment? treatment, double before, double afterSplit)
    {
        // A split of 2 after bar 5 and a dividend of 2 % of the last close after bar 6.
        var series = Raw().WithActions([new Split(Day(5), 2), new CashDividend(Day(6), 0.02, double.NaN)]);

        var adjusted = PriceTreatments.Adjusted(series, treatment);

        Assert.Equal((before, afterSplit), (Math.Round(adjusted.Close[0], 9), Math.Round(adjusted.Close[6] * 2, 9)));
        Assert.Empty(adjusted.Actions);
    }

    [Fact]
    public void GrownCloses_HaveTheReturnsOfAdjustedPrices_AndNothingOfTheFuture()
    {
        var series = Raw().WithActions(s_actions);
        var schedule = ActionSchedule.For(series, series.Actions);
        var (grown, adjusted) = (
            PriceAdjustment.GrownCloses(series, schedule),
            PriceAdjustment.Adjust(series, schedule, AdjustmentMode.TotalReturn).Close
        );

        for (var bar = 1; bar < series.Count; bar++)
        {
            Assert.Equal(adjusted[bar] / adjusted[bar - 1], grown[bar] / grown[bar - 1], 1e-12);
            var cut = series.Slice(0, bar);
            Assert.Equal(grown[..bar], PriceAdjustment.GrownCloses(cut, ActionSchedule.For(cut, cut.Actions)));
        }
    }

    [Fact]
    public void SplitCheck_PricesThatWereAdjustedBefore_AreFound()
    {
        var raw = Raw();
        CorporateAction[] split = [new Split(Day(5), 2)];

        Assert.Null(SplitCheck.Fault(raw, split));
        Assert.Contains(
            "adjusted already",
            SplitCheck.Fault(PriceTreatments.Adjusted(raw.WithActions(split), PriceTreatment.SplitAdjusted), split),
            StringComparison.Ordinal
        );
        Assert.Contains("another company", SplitCheck.Fault(raw, [new Split(new DateOnly(1990, 1, 2), 2)]), StringComparison.Ordinal);
        var rate = new BarSeries("R", raw.CloseTimeTicks, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume) { Kind = SeriesKind.Rate };
        Assert.Contains("is a rate, not a price", SplitCheck.Fault(rate, split), StringComparison.Ordinal);
    }

    // Eight days at 100, halved by the split before the seventh.
    private static BarSeries Raw()
    {
        double[] close = [100, 100, 100, 100, 100, 100, 50, 50];
        var times = Enumerable.Range(0, close.Length).Select(i => MarketCalendar.Crypto.CloseOf(Day(i)).Ticks).ToArray();
        return new BarSeries("TEST", times, close, close, close, close, new double[close.Length]) { Calendar = MarketCalendar.Crypto };
    }

    private static DateOnly Day(int bar) => new DateOnly(2020, 1, 1).AddDays(bar);
}
