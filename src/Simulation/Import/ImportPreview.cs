using Simulator.Markets;

namespace Simulator.Import;

/// <summary>Order of the rows of a file.</summary>
public enum RowOrder
{
    /// <summary>Oldest row first.</summary>
    OldestFirst,

    /// <summary>Newest row first; the series is reversed.</summary>
    NewestFirst,

    /// <summary>Mostly one direction, with isolated rows or blocks elsewhere; the series is sorted and the rows are named.</summary>
    Disordered,
}

/// <summary>What a column of the file is read as.</summary>
public enum ColumnRole
{
    /// <summary>Not read.</summary>
    Ignored,

    /// <summary>Date, or date and time.</summary>
    Date,

    /// <summary>Time of day beside a date column.</summary>
    Time,

    /// <summary>Which series the row belongs to.</summary>
    Symbol,

    /// <summary>Open.</summary>
    Open,

    /// <summary>High.</summary>
    High,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Close, or the one value of a close-only series.</summary>
    Close,

    /// <summary>Volume.</summary>
    Volume,

    /// <summary>Adjusted open.</summary>
    AdjustedOpen,

    /// <summary>Adjusted high.</summary>
    AdjustedHigh,

    /// <summary>Adjusted low.</summary>
    AdjustedLow,

    /// <summary>Adjusted close.</summary>
    AdjustedClose,

    /// <summary>Change against the row before, in percent: only used to check the file against itself.</summary>
    ChangePercent,

    /// <summary>Open of the bid; bars are the middle of bid and ask.</summary>
    BidOpen,

    /// <summary>High of the bid.</summary>
    BidHigh,

    /// <summary>Low of the bid.</summary>
    BidLow,

    /// <summary>Close of the bid.</summary>
    BidClose,

    /// <summary>Open of the ask.</summary>
    AskOpen,

    /// <summary>High of the ask.</summary>
    AskHigh,

    /// <summary>Low of the ask.</summary>
    AskLow,

    /// <summary>Close of the ask.</summary>
    AskClose,
}

/// <summary>How one column is read.</summary>
/// <param name="Index">0-based position.</param>
/// <param name="Name">Its heading, or “column 3” if there is none.</param>
/// <param name="Role">What it is read as.</param>
/// <param name="Symbol">The series it belongs to in a panel; null otherwise.</param>
public sealed record ColumnMapping(int Index, string Name, ColumnRole Role, string? Symbol = null);

/// <summary>A series that the file would give.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="CalendarId">Id of the calendar its bars are stamped by.</param>
/// <param name="CalendarReason">Why that calendar, as text.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="HasOhlc">False for close-only series.</param>
/// <param name="HasVolume">Whether any volume is given.</param>
/// <param name="Bars">Bars that would be imported.</param>
/// <param name="From">First trading day.</param>
/// <param name="To">Last trading day.</param>
/// <param name="QualityFindings">Findings of its quality report that are warnings or errors.</param>
public sealed record ProposedSeries(
    string Symbol,
    string CalendarId,
    string CalendarReason,
    SeriesKind Kind,
    bool HasOhlc,
    bool HasVolume,
    int Bars,
    DateOnly From,
    DateOnly To,
    int QualityFindings
);

/// <summary>
/// How a file is understood, shown before it is accepted. The same reading as <see cref="CsvImport.Read"/> with the same options.
/// </summary>
public sealed record ImportPreview
{
    /// <summary>The file as the user knows it.</summary>
    public required string FileName { get; init; }

    /// <summary>The recognised layout, e.g. <c>Yahoo (old)</c> or <c>multi-column panel</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Encoding, e.g. <c>UTF-8</c>, <c>UTF-8 with BOM</c>, <c>UTF-16 LE</c>, <c>Windows-1252</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>What the text was packed in: <c>zip (aapl.csv)</c>, <c>gzip</c>; null when it was not.</summary>
    public string? Container { get; init; }

    /// <summary>Field separator.</summary>
    public required char Separator { get; init; }

    /// <summary>Decimal mark.</summary>
    public required char DecimalMark { get; init; }

    /// <summary>Lines before the first row, blank ones among them included.</summary>
    public required int HeaderLines { get; init; }

    /// <summary>How dates are written, e.g. <c>yyyy-MM-dd</c> or <c>epoch milliseconds</c>.</summary>
    public required string DateFormat { get; init; }

    /// <summary>False when day and month could be the other way round; the warnings then ask for a confirmation.</summary>
    public required bool DateFormatIsCertain { get; init; }

    /// <summary>Direction of the rows.</summary>
    public required RowOrder Order { get; init; }

    /// <summary>Zone of the file's times; for daily bars the zone of the calendar.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Nominal length of a bar.</summary>
    public required BarInterval Interval { get; init; }

    /// <summary>Which end of the bar the timestamps name.</summary>
    public required BarStamp Stamps { get; init; }

    /// <summary>In one sentence, how a timestamp becomes the close time of a bar.</summary>
    public required string StampRule { get; init; }

    /// <summary>Every column, in file order.</summary>
    public required IReadOnlyList<ColumnMapping> Columns { get; init; }

    /// <summary>The series that would be imported.</summary>
    public required IReadOnlyList<ProposedSeries> Series { get; init; }

    /// <summary>Header lines and the first rows, as text.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> FirstRows { get; init; }

    /// <summary>Data rows of the file, excluded ones included, blank lines not.</summary>
    public required int Rows { get; init; }

    /// <summary>Blank lines.</summary>
    public required int BlankLines { get; init; }

    /// <summary>Cells without a value by how they are written: <c>blank</c>, <c>null</c>, <c>.</c>, <c>N/A</c>, <c>-</c>.</summary>
    public required IReadOnlyDictionary<string, int> MissingCells { get; init; }

    /// <summary>Rows that would not be imported, and why.</summary>
    public required IReadOnlyList<ExcludedRow> Excluded { get; init; }

    /// <summary>What the file does not settle, with what is assumed. Texts of those that concern times are in the warnings too.</summary>
    public required IReadOnlyList<ImportQuestion> Questions { get; init; }

    /// <summary>What is in the file and would not be imported, one sentence each: columns, rows.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>What to look at before accepting.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// What is done that is not visible otherwise (prices divided by 10,000, mid of bid and ask, adjusted close not used).
    /// </summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
