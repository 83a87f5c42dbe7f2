using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>A seeded random walk with gaps between close and open, features and a made-up forecast tape.</summary>
internal static class RandomWalk
{
    public static readonly SplitSpec Split = new()
    {
        TrainFraction = 0.6,
        ValidationFraction = 0.1,
        EmbargoBars = 17,
    };

    public static BarSeries Series(int bars, ulong seed = 1)
    {
        var random = new SplitMix64(seed);
        var (open, close, ticks) = (new double[bars], new double[bars], new long[bars]);
        var price = 100.0;
        for (var t = 0; t < bars; t++)
        {
            open[t] = price *= Math.Exp(0.003 * random.NextGaussian());
            close[t] = price *= Math.Exp(0.012 * random.NextGaussian());
            ticks[t] = new DateTime(2010, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks;
        }
        var high = open.Zip(close, Math.Max).ToArray();
        var low = open.Zip(close, Math.Min).ToArray();
        return new BarSeries("WALK", ticks, open, high, low, close, new double[bars]);
    }

    public static FeatureTable Features(BarSeries series, int lag = 5)
    {
        var column = new double[series.Count];
        for (var t = 0; t < series.Count; t++)
            column[t] = t < lag ? double.NaN : Math.Log(series.Close[t] / series.Close[t - lag]);
        return new FeatureTable(["return"], [column]);
    }

    public static ForecastTape Tape(BarSeries series, int firstBar)
    {
        double[] Column(Func<int, double> value) =>
            [.. Enumerable.Range(0, series.Count).Select(t => t < firstBar ? double.NaN : value(t))];
        double Last(int t) => Math.Log(series.Close[t] / series.Close[t - 1]);
        return new ForecastTape
        {
            Forecaster = "test",
            FirstBar = firstBar,
            Levels = [0.05, 0.5, 0.95],
            Horizons =
            [
                new()
                {
                    Bars = 1,
                    Quantiles = [Column(t => Last(t) - 0.02), Column(Last), Column(t => Last(t) + 0.02)],
                    Mean = Column(Last),
                    StandardDeviation = Column(t => 0.01 + Math.Abs(Last(t))),
                    ProbabilityOfRise = Column(t => Last(t) > 0 ? 0.6 : 0.4),
                    Crps = Column(_ => 0.01),
                },
            ],
            Fold = new int[series.Count],
            Cutoff = new int[series.Count],
        };
    }
}
