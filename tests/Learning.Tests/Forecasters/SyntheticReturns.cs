using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>Small series whose next return is known to be forecastable or not.</summary>
internal static class SyntheticReturns
{
    /// <summary>Gaussian AR(1) returns of 1 % a bar: r[t] = φ r[t−1] + 0.01 √(1−φ²) ε.</summary>
    public static double[] Autoregressive(int count, double phi, ulong seed)
    {
        var random = new SplitMix64(seed);
        var returns = new double[count];
        returns[0] = 0.01 * random.NextGaussian();
        for (var t = 1; t < count; t++)
            returns[t] = (phi * returns[t - 1]) + (0.01 * Math.Sqrt(1 - (phi * phi)) * random.NextGaussian());
        return returns;
    }

    /// <summary>The same returns in random order: whatever there was to forecast is gone, the distribution is not.</summary>
    public static double[] Shuffled(double[] returns, ulong seed)
    {
        var shuffled = (double[])returns.Clone();
        new SplitMix64(seed).Shuffle<double>(shuffled);
        return shuffled;
    }

    /// <summary>A target with these returns, its last returns as features.</summary>
    public static ForecastInput Input(double[] returns, SplitSpec? split = null)
    {
        var close = new double[returns.Length];
        var price = 100.0;
        for (var t = 0; t < close.Length; t++)
            close[t] = price *= Math.Exp(returns[t]);
        var ticks = Enumerable
            .Range(0, close.Length)
            .Select(t => new DateTime(2012, 1, 2, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks)
            .ToArray();
        var target = new BarSeries("SYNTHETIC", ticks, close, close, close, close, [.. close.Select(_ => double.NaN)])
        {
            IsSynthetic = true,
            HasOhlc = false,
        };
        var features = FeatureBuilder.Build(new(target, []), [new ReturnsFeatureSpec { LagsBars = [1, 5] }]);
        return new(target, features, split ?? new SplitSpec { EmbargoBars = 5 });
    }
}
