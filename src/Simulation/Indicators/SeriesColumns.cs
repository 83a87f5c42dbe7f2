using System.Runtime.CompilerServices;
using Simulator.Markets;

namespace Simulator.Indicators;

/// <summary>Which column of a series: what is computed, and over how many bars.</summary>
/// <param name="Kind">Name of the formula, its further parameters included.</param>
/// <param name="Bars">Window.</param>
internal readonly record struct ColumnKey(string Kind, int Bars);

/// <summary>
/// Columns computed from a series, kept beside it as long as it lives, so that the runs of a sweep work each out once; any number of
/// threads. Only columns up to 1 MB are kept (131,072 bars: a longer one costs more to read back from memory than it saves), and 256 MB
/// of all series together.
/// </summary>
internal sealed class SeriesColumns
{
    private const int LargestColumn = 1 << 17;
    private const long Limit = 256L << 20;

    private static readonly ConditionalWeakTable<BarSeries, SeriesColumns> s_known = [];
    private static long s_bytes;

    private readonly Dictionary<ColumnKey, Lazy<double[]>> _columns = [];
    private readonly Lock _lock = new();
    private readonly BarSeries _series;

    private SeriesColumns(BarSeries series) => _series = series;

    /// <summary>Gives the memory back to the count when the series is gone.</summary>
    ~SeriesColumns() => Interlocked.Add(ref s_bytes, -_columns.Count * ColumnBytes);

    /// <summary>Bytes kept at present, of all series.</summary>
    public static long KeptBytes => Interlocked.Read(ref s_bytes);

    private long ColumnBytes => 8L * _series.Count;

    /// <summary>The columns of a series.</summary>
    public static SeriesColumns Of(BarSeries series) => s_known.GetValue(series, static s => new SeriesColumns(s));

    /// <summary>Whether columns of a series are kept at all.</summary>
    public static bool Keeps(BarSeries series) => series.Count <= LargestColumn;

    /// <summary>A column, computed when it is first asked for. Not to be changed.</summary>
    /// <param name="key">Which; equal keys must mean equal columns.</param>
    /// <param name="compute">Works it out; one element per bar, element t from bars up to t.</param>
    public double[] Get(ColumnKey key, Func<BarSeries, ColumnKey, double[]> compute)
    {
        Lazy<double[]>? column;
        lock (_lock)
        {
            if (!_columns.TryGetValue(key, out column))
            {
                column = new Lazy<double[]>(() => compute(_series, key));
                Keep(key, column);
            }
        }
        return column.Value;
    }

    private void Keep(ColumnKey key, Lazy<double[]> column)
    {
        if (!Keeps(_series))
            return;
        if (KeptBytes + ColumnBytes > Limit)
        {
            Interlocked.Add(ref s_bytes, -_columns.Count * ColumnBytes);
            _columns.Clear();
        }
        if (KeptBytes + ColumnBytes > Limit)
            return;
        Interlocked.Add(ref s_bytes, ColumnBytes);
        _columns.Add(key, column);
    }
}
