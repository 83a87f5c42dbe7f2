namespace Simulator.Import;

/// <summary>Rows of one series as in the file, in growing columns. Missing fields are NaN.</summary>
internal sealed class SeriesBuffer(string symbol, SeriesColumns columns, int capacity)
{
    public string Symbol { get; } = symbol;

    public SeriesColumns Columns { get; } = columns;

    public int Count { get; private set; }

    /// <summary>What <see cref="Offsets"/> holds for a row without an offset.</summary>
    public const short NoOffset = short.MinValue;

    /// <summary>Stamps: UTC where the row writes its offset, else on the file's clock.</summary>
    public long[] Ticks { get; private set; } = new long[capacity];

    /// <summary>Minutes that the clock of the row is ahead of UTC; <see cref="NoOffset"/> where it does not say.</summary>
    public short[] Offsets { get; private set; } = new short[capacity];

    /// <summary>What the name of the zone beside a time says: summer time or standard time; null where it says neither.</summary>
    public bool?[] Summer { get; private set; } = new bool?[capacity];

    /// <summary>UTC ticks of every row, where the clock of the file repeats an hour that has rows; null elsewhere.</summary>
    public long[]? Instants { get; set; }

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

    /// <summary>The date and time that a row writes, in ticks.</summary>
    public long Local(int row) => Offsets[row] == NoOffset ? Ticks[row] : Ticks[row] + (Offsets[row] * TimeSpan.TicksPerMinute);

    /// <summary>What rows are ordered by: the instant where the clock repeats an hour, else the stamp.</summary>
    public long Key(int row) => Instants is { } instants ? instants[row] : Ticks[row];

    /// <summary>Takes times named <c>GMT</c> for standard time of the place whose summer time other rows name.</summary>
    public void TakeGreenwichAsStandard()
    {
        for (var i = 0; i < Count; i++)
        {
            if (Offsets[i] == 0 && Summer[i] == false)
                Offsets[i] = NoOffset;
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(Stamp stamp, int line, RowValues values)
    {
        if (Count == Ticks.Length)
            Grow();
        var at = Count++;
        (Ticks[at], Offsets[at]) = (stamp.Ticks, stamp.Offset.IsWritten ? stamp.Offset.Minutes : NoOffset);
        Summer[at] = stamp.Offset.IsSummer;
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
        Offsets = Resized(Offsets, size);
        Lines = Resized(Lines, size);
        Summer = Resized(Summer, size);
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
