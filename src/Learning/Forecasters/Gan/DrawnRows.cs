using Simulator.Seeding;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>Rows drawn at random, each from all of them.</summary>
internal static class DrawnRows
{
    /// <summary>So many of the rows.</summary>
    public static int[] Of(int[] rows, int count, SplitMix64 random)
    {
        var drawn = new int[count];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = rows[random.NextInt(rows.Length)];
        return drawn;
    }
}
