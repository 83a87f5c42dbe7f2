using Simulator.Seeding;

namespace Simulator.Learning.Forecasters.Networks.Augmentation;

/// <summary>
/// Window warping (Le Guennec, Malinowski and Tavenard, “Data augmentation for time series classification using convolutional neural
/// networks”, 2016): a stretch of a window goes by faster or slower. Here half of it, and then the whole is read at as many even steps as
/// before, so that the first and the last bar stay where they are.
/// </summary>
internal static class TimeWarp
{
    /// <summary>[j] the place in the window, in bars, that is read for bar j where nothing is warped.</summary>
    public static double[] Even(int bars) => [.. Enumerable.Range(0, bars).Select(j => (double)j)];

    /// <summary>A random half of the window, for e^u of its time, u uniform within ± a strength.</summary>
    public static double[] Draw(int bars, double strength, SplitMix64 random)
    {
        var length = (bars - 1) / 2;
        var start = random.NextInt(bars - length);
        return Places(bars, start, length, Math.Exp(strength * ((2 * random.NextDouble()) - 1)));
    }

    /// <summary>[j] the place that is read for bar j.</summary>
    /// <param name="bars">Bars of the window.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="length">Steps from bar to bar in it.</param>
    /// <param name="stretch">Time that such a step takes; a step outside takes 1.</param>
    public static double[] Places(int bars, int start, int length, double stretch)
    {
        var (places, tick) = (new double[bars], (bars - 1 + (length * (stretch - 1))) / (bars - 1));
        for (var j = 0; j < bars - 1; j++)
        {
            var time = j * tick;
            var inside = Math.Clamp(time - start, 0, length * stretch);
            places[j] = time - inside + (inside / stretch);
        }
        places[^1] = bars - 1;
        return places;
    }
}
