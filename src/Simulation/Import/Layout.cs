namespace Simulator.Import;

/// <summary>Where the fields of one series stand in a row; −1 if there is none.</summary>
internal sealed record SeriesColumns(string Symbol)
{
    public int Open { get; init; } = -1;

    public int High { get; init; } = -1;

    public int Low { get; init; } = -1;

    public int Close { get; init; } = -1;

    public int Volume { get; init; } = -1;

    public int AdjustedOpen { get; init; } = -1;

    public int AdjustedHigh { get; init; } = -1;

    public int AdjustedLow { get; init; } = -1;

    public int AdjustedClose { get; init; } = -1;

    public int Change { get; init; } = -1;

    /// <summary>Ask columns of a quote bar; open to close then are the bid.</summary>
    public int[]? Ask { get; init; }

    public bool HasOhlc => Open >= 0 && High >= 0 && Low >= 0;
}

/// <summary>Everything that has to be known to read the rows.</summary>
internal sealed record Layout
{
    public required string Format { get; init; }

    public required byte Separator { get; init; }

    public required byte LineEnd { get; init; }

    public required byte DecimalMark { get; init; }

    /// <summary>Lines to pass over before the first row.</summary>
    public required int HeaderLines { get; init; }

    public required int DateColumn { get; init; }

    public required int TimeColumn { get; init; }

    public required int SymbolColumn { get; init; }

    public required StampShape Shape { get; init; }

    /// <summary>.NET pattern that the user gave; null when the shape was detected.</summary>
    public string? Pattern { get; init; }

    public bool DateIsCertain { get; init; } = true;

    /// <summary>Date of a file that only gives times of day.</summary>
    public DateOnly? FileDate { get; init; }

    public required IReadOnlyList<ColumnMapping> Columns { get; init; }

    public required IReadOnlyList<SeriesColumns> Series { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> FirstRows { get; init; }

    /// <summary>True when every column stands for a series of its own and blank cells are no rows.</summary>
    public bool IsPanel { get; init; }

    /// <summary>Prices in the file are this many times the price (LEAN equities: 10,000).</summary>
    public double PriceDivisor { get; init; } = 1;

    /// <summary>What a heading or a line above the data says of the zone of the times; null when nothing.</summary>
    public StampOffset? SaidZone { get; init; }

    /// <summary>Column with the zone of each row; −1 without one.</summary>
    public int ZoneColumn { get; init; } = -1;

    /// <summary>Where <see cref="SaidZone"/> stands, as text.</summary>
    public string SaidZoneAt { get; init; } = "";

    public List<string> Warnings { get; } = [];

    public List<string> Notes { get; } = [];

    public List<ImportQuestion> Questions { get; } = [];

    /// <summary>Columns that are not read although they hold something, each with its reason.</summary>
    public List<string> Dropped { get; } = [];

    /// <summary>The date format in words.</summary>
    public string DateFormat =>
        Pattern
        ?? Shape switch
        {
            StampShape.YearFirst => "yyyy-MM-dd",
            StampShape.Compact => "yyyyMMdd",
            StampShape.MonthFirst => "MM/dd/yyyy",
            StampShape.DayFirst => "dd/MM/yyyy",
            StampShape.DayMonthName => "d-MMM-yyyy",
            StampShape.MonthNameDay => "MMM d, yyyy",
            StampShape.YearMonth => "yyyy-MM",
            StampShape.MonthNameYear => "MMM yyyy",
            StampShape.YearQuarter => "yyyyQq",
            StampShape.RocYear => "yyy/MM/dd (years of the Republic of China)",
            StampShape.EpochSeconds => "epoch seconds",
            StampShape.EpochMilliseconds => "epoch milliseconds",
            StampShape.EpochMicroseconds => "epoch microseconds",
            StampShape.EpochNanoseconds => "epoch nanoseconds",
            StampShape.MillisecondOfDay => "milliseconds since midnight, date in the file name",
            _ => Shape.ToString(),
        };
}
