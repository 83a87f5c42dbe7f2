namespace Simulator.Import;

/// <summary>Tells by their numbers whether columns are open, high, low and close of one asset, whatever they are called.</summary>
internal static class OneAsset
{
    private const int FewestRows = 3;
    private const double WidestRange = 1.25; // median of high ÷ low: assets side by side are rarely that near

    /// <summary>
    /// True when one column is never below and another never above two more, near to them; where the headings may be names of assets, those
    /// two must also cross or touch the outer ones.
    /// </summary>
    /// <param name="mayBeAssets">The headings look like tickers.</param>
    /// <param name="columns">[column][row] numbers of the head; NaN where a cell has none.</param>
    public static bool Holds(IReadOnlyList<double[]> columns, bool mayBeAssets)
    {
        var rows = columns.Count == 0 ? 0 : columns[0].Length;
        if (columns.Count < 3 || rows < FewestRows)
            return false;
        for (var high = 0; high < columns.Count; high++)
        {
            for (var low = 0; low < columns.Count; low++)
            {
                if (high != low && IsRange(columns[high], columns[low]) && HasInner(columns, columns[high], columns[low], mayBeAssets))
                    return true;
            }
        }
        return false;
    }

    private static bool IsRange(double[] high, double[] low)
    {
        var ratios = new List<double>();
        for (var i = 0; i < high.Length; i++)
        {
            if (double.IsNaN(high[i]) || double.IsNaN(low[i]))
                continue;
            if (!(high[i] >= low[i]) || !(low[i] > 0))
                return false;
            ratios.Add(high[i] / low[i]);
        }
        ratios.Sort();
        return ratios.Count >= FewestRows && ratios[ratios.Count / 2] is > 1 and < WidestRange;
    }

    private static bool HasInner(IReadOnlyList<double[]> columns, double[] high, double[] low, bool mayBeAssets)
    {
        var inner = columns.Where(c => c != high && c != low && IsBetween(c, high, low)).ToList();
        if (inner.Count > 1 && !mayBeAssets)
            return true;
        for (var a = 0; a < inner.Count; a++)
        {
            if (Touches(inner[a], high) || Touches(inner[a], low))
                return true;
            for (var b = 0; b < a; b++)
            {
                if (Crosses(inner[a], inner[b]))
                    return true;
            }
        }
        return false;
    }

    private static bool IsBetween(double[] values, double[] high, double[] low)
    {
        var known = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]) || double.IsNaN(high[i]) || double.IsNaN(low[i]))
                continue;
            if (values[i] > high[i] || values[i] < low[i])
                return false;
            known++;
        }
        return known >= FewestRows;
    }

    private static bool Touches(double[] values, double[] bound) => values.Zip(bound, (v, b) => v.Equals(b)).Any(equal => equal);

    private static bool Crosses(double[] a, double[] b)
    {
        var above = a.Zip(b, (x, y) => x > y).Any(x => x);
        return above && a.Zip(b, (x, y) => x < y).Any(x => x);
    }
}
