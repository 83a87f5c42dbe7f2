using System.Globalization;
using Simulator.Alignment;
using Simulator.Bench.Engine;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Bench.Gan;

/// <summary>
/// What a table as the article's costs: moving averages, oscillators, ranges, trends of 3, 6, 9 and 100 frequencies, and as many related
/// series as make 112 columns, over 2,265 days. No learned ones.
/// </summary>
internal static class FeatureTableTime
{
    private const int Columns = 112;
    private const int Days = 2_265;
    private const int Repetitions = 5;
    private const double MostSeconds = 1;

    /// <summary>Prints one line.</summary>
    public static void Print()
    {
        FeatureSpec[] own =
        [
            new ReturnsFeatureSpec(),
            .. Of("movingAverage", 5, 7, 10, 14, 21, 50, 100, 200),
            .. Of("ema", 5, 12, 26, 50, 100, 200),
            .. Of("rsi", 7, 14, 21),
            .. Of("atr", 7, 14, 21),
            new IndicatorFeatureSpec { Name = "macd" },
            new IndicatorFeatureSpec { Name = "bollinger", WindowBars = 20 },
            new IndicatorFeatureSpec { Name = "momentum" },
            new FourierTrendFeatureSpec { Components = 3 },
            new FourierTrendFeatureSpec { Components = 6 },
            new FourierTrendFeatureSpec { Components = 9 },
            new FourierTrendFeatureSpec { Components = 100, WindowBars = 512 },
        ];
        var alone = FeatureBuilder.Build(Market(0), own).ColumnCount;
        var market = Market(Columns - alone);
        FeatureSpec[] all = [.. own, new RelatedReturnsFeatureSpec()];
        var times = new double[Repetitions];
        var columns = 0;
        for (var i = 0; i < Repetitions; i++)
        {
            var start = ThreadClock.Milliseconds;
            columns = FeatureBuilder.Build(market, all).ColumnCount;
            times[i] = (ThreadClock.Milliseconds - start) / 1e3;
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"feature table of {columns} columns × {Days:N0} days: first {times[0]:0.000} s, best {times.Min():0.000} s, "
                    + $"median {Median.Of(times):0.000} s (aim < {MostSeconds} s)"
            )
        );
    }

    private static IEnumerable<FeatureSpec> Of(string name, params int[] windows) =>
        windows.Select(bars => new IndicatorFeatureSpec { Name = name, WindowBars = bars });

    private static AlignedMarket Market(int related) =>
        MarketAlignment.Align(
            Series("TARGET", 1),
            [.. Enumerable.Range(0, related).Select(i => Series(string.Create(CultureInfo.InvariantCulture, $"R{i}"), (ulong)i + 2))]
        );

    private static BarSeries Series(string symbol, ulong seed) =>
        Workloads.Walk(symbol, Days, MarketCalendar.Nyse, BarInterval.Daily, seed);
}
