using Simulator.Seeding;

namespace Simulator.Learning.Forecasters.Networks.Augmentation;

/// <summary>
/// The stationary block bootstrap (Politis and Romano, “The stationary bootstrap”, 1994) from a bar back in time: at each step the block
/// ends with a fixed probability, and another begins at any bar. Blocks have 1/probability bars in the mean.
/// </summary>
internal static class BarPath
{
    /// <summary>Fills a window, the last bar last.</summary>
    /// <param name="last">Its last bar, which stays.</param>
    /// <param name="bars">Bars [start, end) that may be read.</param>
    /// <param name="ending">Probability that a block ends before a bar; 0 for the bars as they were.</param>
    /// <param name="random">Not asked where it is 0.</param>
    /// <param name="window">To be filled.</param>
    public static void Back(int last, (int Start, int End) bars, double ending, SplitMix64 random, Span<int> window)
    {
        var bar = last;
        window[^1] = bar;
        for (var j = window.Length - 2; j >= 0; j--)
        {
            var ends = ending > 0 && (bar == bars.Start || random.NextDouble() < ending);
            bar = ends ? bars.Start + random.NextInt(bars.End - bars.Start) : bar - 1;
            window[j] = bar;
        }
    }
}
