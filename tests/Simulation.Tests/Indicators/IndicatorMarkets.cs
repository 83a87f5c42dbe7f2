using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>Made-up markets to try indicators on.</summary>
internal static class IndicatorMarkets
{
    /// <summary>A random walk of hourly bars, seven to a day, with trends, quiet hours, gaps and volume.</summary>
    public static BarSeries Walk(int count, ulong seed = 11)
    {
        var random = new SplitMix64(seed);
        var (times, open, high, low, close, volume) = (
            new long[count],
            new double[count],
            new double[count],
            new double[count],
            new double[count],
            new double[count]
        );
        var price = 100.0;
        for (var t = 0; t < count; t++)
        {
            times[t] = new DateTime(2015, 1, 5, 15, 0, 0, DateTimeKind.Utc).AddDays(t / 7).AddHours(t % 7).Ticks;
            open[t] = price * Math.Exp(0.004 * random.NextGaussian());
            close[t] = open[t] * Math.Exp((0.01 * random.NextGaussian()) + (0.002 * Math.Sin(t / 40.0)));
            high[t] = Math.Max(open[t], close[t]) * Math.Exp(0.006 * random.NextDouble());
            low[t] = Math.Min(open[t], close[t]) * Math.Exp(-0.006 * random.NextDouble());
            volume[t] = Math.Round(1e5 * Math.Exp(random.NextGaussian()));
            price = close[t];
        }
        return new BarSeries("WALK", times, open, high, low, close, volume) { Interval = BarInterval.Minutes(60) };
    }

    /// <summary>What an indicator is fed with at each bar; of a pair, the close and the open two bars before.</summary>
    public static IndicatorSample[] Samples(IndicatorInput input, BarSeries series)
    {
        var days = IndicatorSample.DaysOf(series);
        return
        [
            .. Enumerable
                .Range(0, series.Count)
                .Select(t =>
                    input switch
                    {
                        IndicatorInput.Value => IndicatorSample.Of(series.Close[t]),
                        IndicatorInput.Pair => IndicatorSample.Of(series.Close[t], series.Open[Math.Max(0, t - 2)]),
                        _ => IndicatorSample.Of(series, t, days[t]),
                    }
                ),
        ];
    }

    /// <summary>[line][bar] of a fresh kernel.</summary>
    public static double[][] Lines(IndicatorDefinition definition, BarSeries series, params double[] parameters) =>
        Lines(definition.Create(parameters), series);

    /// <summary>[line][bar] of a kernel in whatever state.</summary>
    public static double[][] Lines(IndicatorKernel kernel, BarSeries series) =>
        kernel.Input == IndicatorInput.Pair
            ? kernel.Lines(series.Close, [.. Enumerable.Range(0, series.Count).Select(t => series.Open[Math.Max(0, t - 2)])])
            : kernel.Lines(series);
}
