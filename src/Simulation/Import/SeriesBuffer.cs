namespace Simulator.Import;

/// <summary>Rows of one series as in the file, in growing columns. Missing fields are NaN.</summary>
internal sealed class SeriesBuffer(string symbol, SeriesColumns columns, int capacity)
{
    public string Symbol { get; } = symbol;

    public SeriesColumns Columns { get; } = columns;

    public int Count { get; private set; }

    /// <summary>Stamps on the file's clock.</summary>
    public long[] Ticks { get; private set; } = new long[capacity];

    public int[] Lines { get; private set; } = new int[capacity];

    public double[] Open { get; private set; } = new double[columns.HasOhlc ? capacity : 0];

    public double[] High { get; private set; } = new double[columns.HasOhlc ? capacity : 0];

    public double[] Low { get; private set; } = new double[columns.HasOhlc ? capacity : 0];

    public double[] Close { get; private set; } = new double[capacity];

    public double[] Volume { get; private set; } = new double[columns.Volume >= 0 ? capacity : 0];

    public double[] Adjusted { get; private set; } = new double[columns.AdjustedClose >= 0 ? capacity : 0];

    public double[] Change { get; private set; } = new double[columns.Change >= 0 ? capacity : 0];

    /// <summary>Rows without any value for this series.</summary>
    public int MissingRows { get; set; }

    /// <summary>Adds a row.</summary>
    public void Add(long ticks, int line, RowValues values)
    {
        if (Count == Ticks.Length)
            Grow();
        var at = Count++;
        Ticks[at] = ticks;
        Lines[at] = line;
        Close[at] = values.Close;
        if (Columns.HasOhlc)
            (Open[at], High[at], Low[at]) = (values.Open, values.High, values.Low);
        if (Columns.Volume >= 0)
            Volume[at] = values.Volume;
        if (Columns.AdjustedClose >= 0)
            Adjusted[at] = values.Adjusted;
        if (Columns.Change >= 0)
            Change[at] = values.Change;
    }

    private void Grow()
    {
        var size = Math.Max(256, Ticks.Length * 2);
        Ticks = Resized(Ticks, size);
        Lines = Resized(Lines, size);
        Close = Resized(Close, size);
        if (Columns.HasOhlc)
            (Open, High, Low) = (Resized(Open, size), Resized(High, size), Resized(Low, size));
        if (Columns.Volume >= 0)
            Volume = Resized(Volume, size);
        if (Columns.AdjustedClose >= 0)
            Adjusted = Resized(Adjusted, size);
        if (Columns.Change >= 0)
            Change = Resized(Change, size);
    }

    private static T[] Resized<T>(T[] column, int size)
    {
        Array.Resize(ref column, size);
        return column;
    }
}

/// <summary>The fields of one row; NaN where the file has none.</summary>
internal readonly record struct RowValues(
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double Adjusted,
    double Change
);
