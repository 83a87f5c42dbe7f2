using System.Text;

namespace Simulator.Import;

/// <summary>What every column is, and which series that makes.</summary>
internal sealed record AssignedRoles(
    IReadOnlyList<ColumnMapping> Columns,
    IReadOnlyList<SeriesColumns> Series,
    bool IsPanel,
    bool IsLean = false,
    bool IsNinjaTrader = false
)
{
    public List<string> Notes { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Dropped { get; } = [];

    public List<ImportQuestion> Questions { get; } = [];
}

/// <summary>Assigns columns to fields and series, by heading or, without a header, by position.</summary>
internal static class ColumnRoles
{
    /// <summary>Reported whenever bars are made of bid and ask.</summary>
    public const string MidNote = "bid and ask bars are read as the mid price, (bid + ask) / 2 in each field; there is no volume";

    /// <summary>The roles of all columns.</summary>
    /// <exception cref="ImportException">No price column, or columns that are no bars.</exception>
    public static AssignedRoles Assign(
        SourceText source,
        Headings headings,
        IReadOnlyList<HeadLine> data,
        DateColumn date,
        byte decimalMark,
        int width,
        ImportOptions options
    )
    {
        var choices = ColumnChoices.Of(source.FileName, headings.Names, width, options);
        var fallback = SymbolNames.FromFileName(
            source.Container?.StartsWith("zip", StringComparison.Ordinal) == true ? source.EntryName : source.FileName
        );
        var numeric = Enumerable
            .Range(0, width)
            .Where(c => c != date.Column && c != date.TimeColumn && IsNumeric(data, c, decimalMark))
            .ToList();
        if (headings.Names.Count == 0 && choices.Count == 0)
            return Headerless(source, data, date, numeric, fallback, width);
        var assigned = headings.Symbols is { } symbols
            ? TwoLevel(headings, symbols, date, width)
            : PanelRoles.Assign(new HeadTable(source.FileName, headings, data, date, decimalMark, width), choices, fallback);
        if (assigned.Series.Count == 0)
            throw new ImportException(
                source.FileName,
                Math.Max(1, data[0].Line - 1),
                string.Join(',', headings.Names),
                "no column contains a closing price",
                "Name a column Close (or Price), give one column of numbers per series, or say which it is: --column 'HEADING=close'"
            )
            {
                Columns = [.. assigned.Columns.Select(c => c with { Symbol = null })],
            };
        return assigned;
    }

    /// <summary>
    /// The fields of one series from the position alone: close; close and volume; OHLC; OHLCV; or bid and ask bars.
    /// </summary>
    public static SeriesColumns ByPosition(List<int> columns, string symbol) =>
        columns.Count switch
        {
            1 => new SeriesColumns(symbol) { Close = columns[0] },
            2 or 3 => new SeriesColumns(symbol) { Close = columns[0], Volume = columns[1] },
            10 => new SeriesColumns(symbol)
            {
                Open = columns[0],
                High = columns[1],
                Low = columns[2],
                Close = columns[3],
                Ask = [columns[5], columns[6], columns[7], columns[8]],
            },
            4 => new SeriesColumns(symbol)
            {
                Open = columns[0],
                High = columns[1],
                Low = columns[2],
                Close = columns[3],
            },
            _ => new SeriesColumns(symbol)
            {
                Open = columns[0],
                High = columns[1],
                Low = columns[2],
                Close = columns[3],
                Volume = columns[4],
            },
        };

    /// <summary>The mapping of a series whose columns have no headings.</summary>
    public static IReadOnlyList<ColumnMapping> Describe(SeriesColumns s, int width, int dateColumn, int timeColumn = -1) =>
        [
            .. Enumerable
                .Range(0, width)
                .Select(c => new ColumnMapping(c, FormattableString.Invariant($"column {c + 1}"), RoleAt(s, c, dateColumn, timeColumn))),
        ];

    /// <summary>What a column is to a series.</summary>
    public static ColumnRole RoleAt(SeriesColumns s, int column, int dateColumn, int timeColumn)
    {
        if (column == dateColumn)
            return ColumnRole.Date;
        if (column == timeColumn)
            return ColumnRole.Time;
        if (s.Ask is { } ask)
        {
            ReadOnlySpan<int> all = [s.Open, s.High, s.Low, s.Close, .. ask];
            var at = all.IndexOf(column);
            return at < 0 ? ColumnRole.Ignored : ColumnRole.BidOpen + at;
        }
        ReadOnlySpan<int> fields =
        [
            s.Open,
            s.High,
            s.Low,
            s.Close,
            s.Volume,
            s.AdjustedOpen,
            s.AdjustedHigh,
            s.AdjustedLow,
            s.AdjustedClose,
            s.Change,
        ];
        var field = fields.IndexOf(column);
        return field < 0 ? ColumnRole.Ignored : ColumnRole.Open + field;
    }

    /// <summary>True when the filled cells of a column are numbers; a column without any filled cell counts too.</summary>
    public static bool IsNumeric(IReadOnlyList<HeadLine> data, int column, byte decimalMark)
    {
        var cells = data.Where(l => column < l.Cells.Length)
            .Select(l => Encoding.UTF8.GetBytes(l.Cells[column]))
            .Where(c => Cells.MissingMark(c) < 0)
            .ToList();
        return cells.Count(c => Cells.TryNumber(c, decimalMark, out _)) * 10 >= cells.Count * 7;
    }

    private static AssignedRoles Headerless(
        SourceText source,
        IReadOnlyList<HeadLine> data,
        DateColumn date,
        List<int> numeric,
        string symbol,
        int width
    )
    {
        numeric.RemoveAll(c => c < date.Column);
        if (numeric.Count == 0)
            throw new ImportException(
                source.FileName,
                data[0].Line,
                string.Join(' ', data[0].Cells),
                "no column contains prices",
                "Import a table with a date and at least a closing price in every row"
            );
        var series = ByPosition(numeric, symbol);
        if (series.HasOhlc && data.Count(l => !Bounds(l, series)) * 2 > data.Count)
        {
            throw new ImportException(
                source.FileName,
                data[0].Line,
                string.Join(' ', data[0].Cells),
                "without a header the numbers are read as open, high, low, close, but here the second is not the highest",
                "Add a header line that names the columns"
            );
        }
        var first = data[0].Cells[date.Column];
        var lean = first.Length == 14 && first.EndsWith(" 00:00", StringComparison.Ordinal) && date.Shape == StampShape.Compact;
        var ninja = first.Length == 15 && first[8] == ' ' && date.Shape == StampShape.Compact;
        var roles = new AssignedRoles(Describe(series, width, date.Column, date.TimeColumn), [series], false, lean, ninja);
        roles.Notes.Add("the file has no header: columns are read by position");
        if (series.Ask is not null)
            roles.Notes.Add(MidNote);
        return roles;
    }

    private static bool Bounds(HeadLine line, SeriesColumns s)
    {
        double At(int column) =>
            Cells.TryNumber(Encoding.UTF8.GetBytes(column < line.Cells.Length ? line.Cells[column] : ""), (byte)'.', out var v)
                ? v
                : double.NaN;
        var (open, high, low, close) = (At(s.Open), At(s.High), At(s.Low), At(s.Close));
        return !(high < Math.Max(open, close) * 0.999) && !(low > Math.Min(open, close) * 1.001);
    }

    private static AssignedRoles TwoLevel(Headings headings, IReadOnlyList<string> symbols, DateColumn date, int width)
    {
        var roles = new List<ColumnMapping>();
        for (var c = 0; c < width; c++)
        {
            var role = c == date.Column ? ColumnRole.Date : HeaderNames.RoleOf(headings.Names[c]) ?? ColumnRole.Ignored;
            roles.Add(
                new ColumnMapping(
                    c,
                    c < symbols.Count && symbols[c].Length > 0 ? $"{headings.Names[c]} {symbols[c]}" : headings.Names[c],
                    role,
                    role >= ColumnRole.Open ? SymbolNames.Clean(symbols[c]) : null
                )
            );
        }
        return new AssignedRoles(roles, PanelRoles.Group(roles), roles.Select(r => r.Symbol).Distinct().Count() > 2);
    }
}
