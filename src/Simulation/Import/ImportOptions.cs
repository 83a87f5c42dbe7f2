using Simulator.Markets;

namespace Simulator.Import;

/// <summary>Which end of its bar a timestamp in the file names.</summary>
public enum BarStamp
{
    /// <summary>The start of the bar: it becomes known one interval later.</summary>
    Open,

    /// <summary>The end of the bar: it is known at that time.</summary>
    Close,
}

/// <summary>Choices of the user; everything left null is detected.</summary>
public sealed record ImportOptions
{
    /// <summary>Name of the series, for a file that holds one.</summary>
    public string? Symbol { get; init; }

    /// <summary>Of a file with several series, only these (exact, case-insensitive); null takes all.</summary>
    public IReadOnlyList<string>? OnlySymbols { get; init; }

    /// <summary>Field separator.</summary>
    public char? Separator { get; init; }

    /// <summary>Decimal mark: <c>.</c> or <c>,</c>.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>
    /// What columns are, by heading (or number from 1): one of <see cref="ColumnChoices.Words"/>, e.g. <c>Zamkniecie</c> → <c>close</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Exact .NET date pattern for the date column (or date and time joined by a blank), e.g. <c>dd/MM/yyyy HH:mm</c>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>For dates such as 03/04/2017: true when the day comes first, false when the month does.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>IANA zone of intraday times that carry none, e.g. <c>America/New_York</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether intraday timestamps are bar starts or bar ends.</summary>
    public BarStamp? Stamps { get; init; }

    /// <summary>Calendar id for every series of the file; <see cref="Calendars"/> goes before it.</summary>
    public string? Calendar { get; init; }

    /// <summary>Calendar id by symbol.</summary>
    public IReadOnlyDictionary<string, string>? Calendars { get; init; }

    /// <summary>Kind by symbol.</summary>
    public IReadOnlyDictionary<string, SeriesKind>? Kinds { get; init; }

    /// <summary>
    /// True scales open, high, low and close by adjusted close over close (or takes the file's adjusted columns).
    /// Null and false use the prices unchanged and report what an adjustment would change.
    /// </summary>
    public bool? UseAdjusted { get; init; }

    /// <summary>True imports a file although its own change column contradicts its prices.</summary>
    public bool IgnoreChangeColumn { get; init; }

    /// <summary>Largest size of the text, after decompression, in bytes.</summary>
    public long MaxBytes { get; init; } = CsvImport.DefaultMaxBytes;
}
