namespace Simulator.Web.Searches;

/// <summary>Values counted in stretches of one width, a round number; zero is always an edge between two.</summary>
public sealed class PathBins
{
    private const int Aimed = 8;
    private readonly long _first;
    private readonly double _width;

    private PathBins(long first, double width, int decimals, int[] counts) =>
        (_first, _width, Decimals, Counts) = (first, width, decimals, counts);

    /// <summary>Values in each stretch.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Decimals that tell two edges apart.</summary>
    public int Decimals { get; }

    /// <summary>Counts values; those that are undefined are left out. Null where none is defined.</summary>
    public static PathBins? Of(IReadOnlyList<double> values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length == 0)
            return null;
        var (low, high) = (known.Min(), known.Max());
        var (width, decimals) = WidthFor(Math.Max(high - low, 1e-3) / Aimed);
        var (first, last) = (Place(low, width), Place(high, width));
        var counts = new int[last - first + 1];
        foreach (var value in known)
            counts[Place(value, width) - first]++;
        return new PathBins(first, width, decimals, counts);
    }

    /// <summary>Where a stretch begins; the end of the last is the beginning of the one after it.</summary>
    public double FromOf(int bin) => (_first + bin) * _width;

    private static long Place(double value, double width) => (long)Math.Floor(value / width);

    // 1, 2 or 5 times a power of ten.
    private static (double Width, int Decimals) WidthFor(double least)
    {
        var power = (int)Math.Floor(Math.Log10(least));
        var unit = Math.Pow(10, power);
        var factor =
            least <= unit ? 1
            : least <= 2 * unit ? 2
            : least <= 5 * unit ? 5
            : 10;
        return (factor * unit, Math.Max(0, factor == 10 ? -power - 1 : -power));
    }
}
