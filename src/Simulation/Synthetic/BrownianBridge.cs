using Simulator.Seeding;

namespace Simulator.Synthetic;

/// <summary>A Brownian motion whose end is known, in steps of equal time.</summary>
internal static class BrownianBridge
{
    /// <summary>Highest and lowest point of a bridge from 0 to <paramref name="end"/>.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="volatility">Standard deviation over the whole time of the motion that it is a bridge of.</param>
    /// <param name="steps">Steps, at least 1.</param>
    public static (double Up, double Down) Extremes(SplitMix64 random, double end, double volatility, int steps)
    {
        double up = Math.Max(0, end),
            down = Math.Min(0, end),
            at = 0;
        for (var step = 1; step < steps; step++)
        {
            var left = steps - step + 1;
            var mean = at + ((end - at) / left);
            at = mean + (volatility * Math.Sqrt((left - 1.0) / left / steps) * random.NextGaussian());
            (up, down) = (Math.Max(up, at), Math.Min(down, at));
        }
        return (up, down);
    }
}
