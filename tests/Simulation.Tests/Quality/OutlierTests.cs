using Simulator.Import;
using Simulator.Markets;
using Simulator.Quality;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Quality;

/// <summary>Bad ticks are found with their values; crashes, squeezes and flash crashes as they were traded are not.</summary>
public sealed class OutlierTests
{
    [SkippableTheory]
    [InlineData("data/lean/daily_csv/aapl.csv", "2009-09-21 low 10.59", "2010-08-31 low 25.3", "2011-01-03 low 32.65")]
    [InlineData("data/lean/daily_csv/ibm.csv", "2002-12-23 open 159.58")]
    [InlineData("data/lean/daily_csv/spy.csv")]
    [InlineData("data/backtestingpy/GOOG.csv")]
    public void RealFile_HasExactlyItsBadTicks(string file, params string[] expected)
    {
        var series = Assert.Single(CsvImport.Read(File.ReadAllBytes(SharedFiles.Require(file)), Path.GetFileName(file)).Series).Series;

        var found = OutlierCheck.Find(series);

        Assert.Equal(
            expected,
            found.Select(o => FormattableString.Invariant($"{series.CloseTimeAt(o.Bar):yyyy-MM-dd} {o.Field} {o.Value:R}"))
        );
    }

    [Fact]
    public void Finding_NamesBarValueWhatStandsBesideItAndTheUsualSpan()
    {
        var series = Calm(200);
        series.Low[90] = 10.59;

        var finding = SeriesQuality.Examine(series, [.. Enumerable.Range(2, 200)]).Find(QualityCheck.Outlier)!;

        Assert.Equal((1, Severity.Warning), (finding.Count, finding.Severity));
        Assert.Equal([92], finding.Rows);
        Assert.Contains("line 92: low 10.59, where ", finding.Message, StringComparison.Ordinal);
        Assert.Matches(@"a bar usually spans \d\.\d+%", finding.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Spike_OfOneToThreeWholeBars_IsFound_AndIsNoSplit(int length)
    {
        var series = Calm(200);
        for (var i = 90; i < 90 + length; i++)
        {
            series.Open[i] /= 10;
            series.High[i] /= 10;
            series.Low[i] /= 10;
            series.Close[i] /= 10;
        }

        var report = SeriesQuality.Examine(series);

        Assert.Contains(91, report.Find(QualityCheck.Outlier)!.Rows);
    }

    [Fact]
    public void Spike_OfOneBar_IsNeitherASplitNorAJump()
    {
        var series = Calm(200);
        series.Close[90] = series.High[90] = 1050;

        var report = SeriesQuality.Examine(series);

        Assert.Equal([91], report.Find(QualityCheck.Outlier)!.Rows);
        Assert.Null(report.Find(QualityCheck.Split));
        Assert.Null(report.Find(QualityCheck.Jump));
    }

    [Fact]
    public void CloseOnly_SpikeIsFound()
    {
        var calm = Calm(200);
        var close = calm.Close.ToArray();
        close[120] = 1.0;
        var series = new BarSeries("X", calm.CloseTimeTicks, close, close, close, close, calm.Volume) { HasOhlc = false };

        Assert.Equal([121], SeriesQuality.Examine(series).Find(QualityCheck.Outlier)!.Rows);
    }

    /// <summary>What happened, and the days around it: open, high, low, close as published.</summary>
    public static TheoryData<string, double[][]> Crashes { get; } =
        new()
        {
            {
                "S&P 500, October 1987",
                [
                    [314.52, 314.52, 304.78, 305.23],
                    [305.21, 305.23, 298.07, 298.08],
                    [298.08, 298.92, 281.52, 282.70],
                    [282.70, 282.70, 224.83, 224.84],
                    [225.06, 245.62, 216.46, 236.83],
                    [236.83, 259.27, 236.83, 258.38],
                    [258.24, 258.38, 242.99, 248.25],
                    [248.29, 250.70, 242.76, 248.22],
                    [248.20, 248.22, 227.26, 227.67],
                ]
            },
            {
                "S&P 500, 6 May 2010",
                [
                    [1188.58, 1205.13, 1188.58, 1202.26],
                    [1197.50, 1197.50, 1168.12, 1173.60],
                    [1169.24, 1175.95, 1158.15, 1165.87],
                    [1164.38, 1167.58, 1065.79, 1128.15],
                    [1127.04, 1135.13, 1094.15, 1110.88],
                    [1122.27, 1163.85, 1122.27, 1159.73],
                ]
            },
            {
                "S&P 500, March 2020",
                [
                    [2863.89, 2882.59, 2734.00, 2746.56],
                    [2813.48, 2882.59, 2734.00, 2882.23],
                    [2825.60, 2825.60, 2707.22, 2741.38],
                    [2630.86, 2660.95, 2478.86, 2480.64],
                    [2569.99, 2711.33, 2492.37, 2711.02],
                    [2508.59, 2562.98, 2380.94, 2386.13],
                    [2425.66, 2553.93, 2367.04, 2529.19],
                    [2436.50, 2453.57, 2280.52, 2398.10],
                ]
            },
            {
                "GameStop, January 2021 (before its split)",
                [
                    [39.23, 41.19, 36.06, 39.12],
                    [42.59, 76.76, 42.32, 65.01],
                    [96.73, 159.18, 61.13, 76.79],
                    [88.56, 150.00, 80.20, 147.98],
                    [354.83, 380.00, 249.00, 347.51],
                    [265.00, 483.00, 112.25, 193.60],
                    [379.71, 413.98, 250.00, 325.00],
                    [316.56, 322.00, 212.00, 225.00],
                    [140.76, 158.00, 74.22, 90.00],
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Crashes))]
    public void Crash_AsItWasTraded_InACalmMarket_IsNoBadTick(string what, double[][] days)
    {
        var level = days[0][0];
        var calm = Calm(240, level);
        for (var k = 0; k < days.Length; k++)
            (calm.Open[120 + k], calm.High[120 + k], calm.Low[120 + k], calm.Close[120 + k]) = (
                days[k][0],
                days[k][1],
                days[k][2],
                days[k][3]
            );
        var after = days[^1][3] / calm.Close[120 + days.Length];
        foreach (var column in new[] { calm.Open, calm.High, calm.Low, calm.Close })
        {
            for (var i = 120 + days.Length; i < calm.Count; i++)
                column[i] *= after;
        }

        Assert.True(OutlierCheck.Find(calm).Count == 0, what);
    }

    [Fact]
    public void BadTick_OfAFlashCrash_FarBelowAllElse_IsFound()
    {
        // On 2010-05-06 some shares printed one cent; those trades were cancelled.
        var series = Calm(200, 41);
        series.Low[100] = 0.01;

        Assert.Equal([101], SeriesQuality.Examine(series).Find(QualityCheck.Outlier)!.Rows);
    }

    [Fact]
    public void HeavyTails_WithoutBadTicks_GiveFewFindings()
    {
        // Student-t with three degrees of freedom has wilder bars than nearly all markets.
        var random = new SplitMix64(7);
        var found = Enumerable.Range(0, 20).Sum(_ => OutlierCheck.Find(Wild(5000, random)).Count);

        Assert.InRange(found, 0, 10); // of 100,000 bars
    }

    [Fact]
    public void NegativePrices_AreMeasuredInDifferences()
    {
        var calm = Calm(200);
        foreach (var column in new[] { calm.Open, calm.High, calm.Low, calm.Close })
        {
            for (var i = 0; i < column.Length; i++)
                column[i] -= 100;
        }
        calm.High[50] = 900;

        Assert.Equal([51], SeriesQuality.Examine(calm).Find(QualityCheck.Outlier)!.Rows);
    }

    private static BarSeries Calm(int bars, double level = 100)
    {
        var random = new SplitMix64(11);
        var close = new double[bars];
        var open = new double[bars];
        var high = new double[bars];
        var low = new double[bars];
        var price = level;
        for (var i = 0; i < bars; i++)
        {
            open[i] = price;
            price *= 1 + (0.008 * ((2 * random.NextDouble()) - 1));
            close[i] = price;
            high[i] = Math.Max(open[i], close[i]) * (1 + (0.012 * random.NextDouble()));
            low[i] = Math.Min(open[i], close[i]) * (1 - (0.012 * random.NextDouble()));
        }
        return Series(open, high, low, close);
    }

    private static BarSeries Wild(int bars, SplitMix64 random)
    {
        var close = new double[bars];
        var open = new double[bars];
        var high = new double[bars];
        var low = new double[bars];
        var price = 0.0;
        for (var i = 0; i < bars; i++)
        {
            open[i] = Math.Exp(price);
            price += 0.01 * StudentT3(random);
            close[i] = Math.Exp(price);
            high[i] = Math.Max(open[i], close[i]) * Math.Exp(0.005 * Math.Abs(StudentT3(random)));
            low[i] = Math.Min(open[i], close[i]) * Math.Exp(-0.005 * Math.Abs(StudentT3(random)));
        }
        return Series(open, high, low, close);
    }

    private static double StudentT3(SplitMix64 random)
    {
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double Square(double x) => x * x;
        return Normal() / Math.Sqrt((Square(Normal()) + Square(Normal()) + Square(Normal())) / 3);
    }

    private static BarSeries Series(double[] open, double[] high, double[] low, double[] close) =>
        new(
            "X",
            [.. close.Select((_, i) => new DateTime(2020, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(i).Ticks)],
            open,
            high,
            low,
            close,
            [.. close.Select(_ => 1000.0)]
        )
        {
            Calendar = MarketCalendar.Crypto,
        };
}
