using Simulator.Markets;
using Simulator.Robustness.Causality;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Robustness.Causality;

/// <summary>Bars of a coarser series against the finer ones of the same market.</summary>
public sealed class BarTimeCheckTests
{
    private static readonly BarSeries s_minutes = Round.Minutes(seed: 5, bars: 6_000);

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(240)]
    public void Bars_KnownAtTheirEnds_AreExplained(int minutes) =>
        Assert.Null(BarTimeCheck.Of(Round.Longer(s_minutes, minutes), s_minutes));

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(240)]
    public void Bars_StampedAtTheirStarts_ShowPricesOneBarEarly(int minutes)
    {
        var length = TimeSpan.FromMinutes(minutes);

        var finding = BarTimeCheck.Of(Round.Longer(s_minutes, minutes, -length), s_minutes);

        Assert.Equal(("LONG", "M", length), (finding!.Early, finding.Witness, finding.Ahead));
        Assert.True(finding.Explained < 0.3 && finding.ExplainedLater > 0.99, finding.Sentence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5.5)]
    [InlineData(9)]
    public void Bars_InTheWrongZone_ShowPricesByItsOffset(double hours)
    {
        var finding = BarTimeCheck.Of(Round.Longer(s_minutes, 60, TimeSpan.FromHours(-hours)), s_minutes);

        Assert.Equal(("LONG", TimeSpan.FromHours(hours)), (finding!.Early, finding.Ahead));
    }

    [Fact]
    public void FinerBars_StampedAtTheirStarts_AreTheEarlyOnes()
    {
        var finding = BarTimeCheck.Of(Round.Longer(s_minutes, 60), Round.Moved(s_minutes, TimeSpan.FromMinutes(-1)));

        Assert.Equal(("M", "LONG", TimeSpan.FromMinutes(1)), (finding!.Early, finding.Witness, finding.Ahead));
    }

    [Fact]
    public void LongerBars_PublishedLate_AreNoFindingUnlessDecisionsAreTakenOnThem()
    {
        var late = Round.Longer(s_minutes, 60, TimeSpan.FromHours(5));

        Assert.Null(BarTimeCheck.Of(late, s_minutes));
        Assert.Equal("M", BarTimeCheck.Of(late, s_minutes, coarseDecides: true)!.Early);
    }

    [Fact]
    public void AdjustedPrices_ArePricesOfTheSameMarket() =>
        Assert.NotNull(BarTimeCheck.Of(Round.Scaled(Round.Longer(s_minutes, 60, TimeSpan.FromHours(-1)), 0.37), s_minutes));

    [Fact]
    public void ClosesAlone_AreEnough() =>
        Assert.NotNull(BarTimeCheck.Of(Round.ClosesOf(Round.Longer(s_minutes, 60, TimeSpan.FromHours(-1))), s_minutes));

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void AnotherMarket_IsExplainedAtNoTime(int seed) =>
        Assert.Null(BarTimeCheck.Of(Round.Longer(Round.Minutes(seed, 6_000), 60), s_minutes));

    [Fact]
    public void DailyBars_ADayEarlyBesideTheSameMarket_AreFound()
    {
        var days = TestMarkets.Random(3, 200);

        var finding = Assert.Single(BarTimeCheck.All([days, Round.Moved(days, TimeSpan.FromDays(-1), "EARLY")], days));

        Assert.Equal(("EARLY", TimeSpan.FromDays(1)), (finding.Early, finding.Ahead));
    }

    [Fact]
    public void PricesThatDoNotMove_SayNothing() => Assert.Null(BarTimeCheck.Of(TestMarkets.Still(300), TestMarkets.Still(300)));

    [SkippableFact]
    public void DailyFilesOfTheReferencePack_DoNotAccuseEachOther()
    {
        var folder = Path.GetDirectoryName(SharedFiles.Require("data/core/daily_2010_2018/GS.csv"))!;
        BarSeries[] series = [.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(Read)];

        Assert.All(series, traded => Assert.Empty(BarTimeCheck.All(series, traded)));
        Assert.All(series, s => Assert.NotEmpty(BarTimeCheck.All([s, Round.Moved(s, TimeSpan.FromDays(-1), "EARLY")], s)));
    }

    private static BarSeries Read(string file) =>
        Assert.Single(Simulator.Import.CsvImport.Read(File.ReadAllBytes(file), Path.GetFileName(file)).Series).Series;

    /// <summary>Bars round the clock.</summary>
    private static class Round
    {
        public static BarSeries Minutes(int seed, int bars)
        {
            var days = TestMarkets.Random(seed, bars, 0.0005);
            var first = new DateTime(2024, 1, 1, 0, 1, 0, DateTimeKind.Utc).Ticks;
            long[] ticks = [.. Enumerable.Range(0, bars).Select(i => first + (i * TimeSpan.TicksPerMinute))];
            return new BarSeries("M", ticks, days.Open, days.High, days.Low, days.Close, days.Volume)
            {
                Calendar = MarketCalendar.Crypto,
                Interval = BarInterval.Minutes(1),
            };
        }

        public static BarSeries Longer(BarSeries series, int minutes, TimeSpan moved = default)
        {
            var bars = Enumerable.Range(0, series.Count).Chunk(minutes).Where(c => c.Length == minutes).ToArray();
            double[] Column(Func<int[], double> of) => [.. bars.Select(of)];
            return new BarSeries(
                "LONG",
                [.. bars.Select(b => series.CloseTimeTicks[b[^1]] + moved.Ticks)],
                Column(b => series.Open[b[0]]),
                Column(b => b.Max(i => series.High[i])),
                Column(b => b.Min(i => series.Low[i])),
                Column(b => series.Close[b[^1]]),
                Column(b => b.Sum(i => series.Volume[i]))
            )
            {
                Calendar = series.Calendar,
                Interval = BarInterval.Minutes(minutes),
            };
        }

        public static BarSeries Moved(BarSeries s, TimeSpan by, string? name = null) =>
            new(name ?? s.Symbol, [.. s.CloseTimeTicks.Select(t => t + by.Ticks)], s.Open, s.High, s.Low, s.Close, s.Volume)
            {
                Calendar = s.Calendar,
                Interval = s.Interval,
                HasOhlc = s.HasOhlc,
            };

        public static BarSeries Scaled(BarSeries s, double by)
        {
            double[] Column(double[] prices) => [.. prices.Select(p => p * by)];
            return new(s.Symbol, s.CloseTimeTicks, Column(s.Open), Column(s.High), Column(s.Low), Column(s.Close), s.Volume)
            {
                Calendar = s.Calendar,
                Interval = s.Interval,
            };
        }

        public static BarSeries ClosesOf(BarSeries s) =>
            new(s.Symbol, s.CloseTimeTicks, s.Close, s.Close, s.Close, s.Close, s.Volume)
            {
                Calendar = s.Calendar,
                Interval = s.Interval,
                HasOhlc = false,
            };
    }
}
