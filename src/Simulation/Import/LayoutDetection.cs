using System.Globalization;
using System.Text;

namespace Simulator.Import;

/// <summary>Detects the layout of a file from its head: header lines, date column, decimal mark, which column is what.</summary>
internal static class LayoutDetection
{
    private const int RowsShown = 8;

    /// <summary>The layout of a file.</summary>
    /// <exception cref="ImportException">No dates, no prices, or records that are not bars.</exception>
    public static Layout Detect(SourceText source, ImportOptions options)
    {
        var head = FileHead.Read(source.Utf8.Span, options.Separator);
        var layout = LeanLayout.DetectTimeOfDay(source, head) ?? DetectDated(source, head, options);
        if (options.DateFormat is { } pattern)
            return layout with { Shape = StampShape.Pattern, Pattern = pattern };
        return DateDetection.SettleDayOrMonthFirst(source.Utf8.Span, layout, options.DayFirst);
    }

    private static Layout DetectDated(SourceText source, FileHead head, ImportOptions options)
    {
        var first = FirstDataLine(source, head, options);
        var data = head.Lines.Skip(first).ToList();
        var above = head.Lines.Take(first).ToList();
        var width = FileHead.FieldsOf(data);
        var headings = Headings.Of(above, width);
        Refuse(source, headings, above);
        var date = options.DateFormat is null
            ? DateDetection.Find(data, headings.Names)
            : new DateColumn(
                Math.Max(0, headings.Names.ToList().FindIndex(n => HeaderNames.RoleOf(n) == ColumnRole.Date)),
                -1,
                StampShape.Pattern
            );
        date = ChosenDate(source, headings, data, date, width, options);
        if (date is null)
            throw NoDates(source, data.FirstOrDefault(l => !l.Cells.Any(DateDetection.IsDate)) ?? data[0]);
        RocYears.RefuseWithoutEvidence(source, headings.Names, data, date);
        if (headings.Names.Count == width - 1 && date.TimeColumn == date.Column + 1)
            headings = headings.WithTimeAt(date.TimeColumn); // the header calls date and time one column, the rows split them
        var decimals = DecimalMarks.Detect(source.Utf8.Span, data, date, head);
        var mark = (byte)(options.DecimalMark ?? (char)decimals.Mark);
        var roles = ColumnRoles.Assign(source, headings, data, date, mark, width, options);
        var said = SaidZones.Of(headings.Names, date, above, data);
        var layout = new Layout
        {
            Format = FormatNames.Of(headings, roles, date, data, above.Count, source),
            Separator = head.Separator,
            LineEnd = head.LineEnd,
            DecimalMark = mark,
            HeaderLines = data[0].Line - 1,
            DateColumn = date.Column,
            TimeColumn = date.TimeColumn,
            SymbolColumn = roles.Columns.FirstOrDefault(c => c.Role == ColumnRole.Symbol)?.Index ?? -1,
            Shape = date.Shape,
            Columns = roles.Columns,
            Series = roles.Series,
            IsPanel = roles.IsPanel,
            PriceDivisor = LeanLayout.PriceDivisor(source, roles),
            FirstRows = [.. head.Lines.Take(first + RowsShown).Select(l => l.Cells)],
            SaidZone = said?.Zone,
            ZoneColumn = said is null ? SaidZones.ColumnOf(headings.Names, data) : -1,
            SaidZoneAt = said?.Where ?? "",
        };
        layout.Notes.AddRange(roles.Notes);
        layout.Dropped.AddRange(roles.Dropped);
        layout.Questions.AddRange(roles.Questions);
        if (layout.PriceDivisor != 1)
            layout.Notes.Add(LeanLayout.DivisorNote);
        layout.Warnings.AddRange(roles.Warnings);
        if (!decimals.IsCertain && options.DecimalMark is null)
            AskDecimalMark(layout, decimals);
        if (source.Doubt is { } doubt)
            AskDecimalMark(layout, doubt);
        return layout;
    }

    private static void AskDecimalMark(Layout layout, DecimalMark decimals)
    {
        var (mark, other) = decimals.Mark == (byte)',' ? (",", ".") : (".", ",");
        var text =
            $"the file does not show whether {decimals.Example} has a decimal {(mark == "," ? "comma" : "point")} or grouped thousands: "
            + $"'{mark}' is taken for the decimal mark, please confirm";
        layout.Warnings.Add(text);
        layout.Questions.Add(new ImportQuestion(QuestionTopic.DecimalMark, null, text, "--decimal-mark", mark, [mark, other]));
    }

    // A date or time column that the user names.
    private static DateColumn? ChosenDate(
        SourceText source,
        Headings headings,
        List<HeadLine> data,
        DateColumn? date,
        int width,
        ImportOptions options
    )
    {
        if (options.Columns is null)
            return date;
        foreach (var (column, choice) in ColumnChoices.Of(source.FileName, headings.Names, width, options))
        {
            if (choice.Role == ColumnRole.Date)
                date =
                    DateDetection.Of(data, headings.Names, column)
                    ?? throw NoDates(source, data[0], $"the column '{headings.Names.ElementAtOrDefault(column)}' contains no dates");
            else if (choice.Role == ColumnRole.Time && date is not null)
                date = date with { TimeColumn = column };
        }
        return date;
    }

    /// <summary>The first line with a date and, in another field, a number or a mark for none.</summary>
    private static int FirstDataLine(SourceText source, FileHead head, ImportOptions options)
    {
        var dated = -1;
        for (var i = 0; i < head.Lines.Count; i++)
        {
            var cells = head.Lines[i].Cells;
            var date = Array.FindIndex(
                cells,
                c =>
                    options.DateFormat is { } p
                        ? DateTime.TryParseExact(c, p, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                            || DateTime.TryParseExact(c, p.Split(' ')[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                        : DateDetection.IsDate(c)
            );
            if (date < 0)
                continue;
            if (dated < 0)
                dated = i;
            if (cells.Where((c, at) => at != date && !DateDetection.IsTime(c)).Any(IsValue))
                return BeforeBadRows(head, i, date);
        }
        if (dated < 0)
            throw NoDates(source, head.Lines[Math.Min(1, head.Lines.Count - 1)]);
        Refuse(source, Headings.Of([.. head.Lines.Take(dated)], head.Lines[dated].Cells.Length), [.. head.Lines.Take(dated)]);
        throw new ImportException(
            source.FileName,
            head.Lines[dated].Line,
            string.Join(' ', head.Lines[dated].Cells),
            "no column contains prices",
            "Import a table with a date and at least a closing price in every row"
        );
    }

    // Rows above the first sound one that look like it are bad rows, not headings: they are listed.
    private static int BeforeBadRows(FileHead head, int first, int date)
    {
        static int Values(HeadLine line, int date) => line.Cells.Where((c, at) => at != date && !DateDetection.IsTime(c)).Count(IsValue);
        var values = Values(head.Lines[first], date);
        while (first > 0 && head.Lines[first - 1] is { } line && line.Cells.Length == head.Lines[first].Cells.Length)
        {
            var cell = line.Cells[date];
            var isDated = DateDetection.IsDate(cell);
            var isRow = values > 1 && Values(line, date) * 2 > values && (cell.Length == 0 || HeaderNames.RoleOf(cell) is null);
            if (!isDated && !isRow)
                return first;
            first--;
        }
        return first;
    }

    private static bool IsValue(string cell)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        return (cell.Length > 0 && Cells.MissingMark(bytes) >= 0)
            || Cells.TryNumber(bytes, (byte)'.', out _)
            || Cells.TryNumber(bytes, (byte)',', out _);
    }

    private static void Refuse(SourceText source, Headings headings, List<HeadLine> above)
    {
        var names = headings.Names.Select(HeaderNames.Normalise).ToList();
        var line = above.Count > 0 ? above[^1].Line : 1;
        if (HeaderNames.IsOptionChain(names))
            throw new ImportException(
                source.FileName,
                line,
                string.Join(',', headings.Names),
                "this is an option chain, not a bar series",
                "Import the underlying's prices; option chains are not supported"
            );
        if (HeaderNames.IsQuotes(names))
            throw new ImportException(
                source.FileName,
                line,
                string.Join(',', headings.Names),
                "these are bid and ask quotes, not bars",
                "Aggregate the quotes to bars (open, high, low, close of the mid price per minute or day) and import those"
            );
        if (HeaderNames.IsTrades(names))
            throw TradesRefusal(source.FileName, line, string.Join(',', headings.Names));
    }

    /// <summary>The rejection of single trades.</summary>
    public static ImportException TradesRefusal(string fileName, int line, string value) =>
        new(
            fileName,
            line,
            value,
            "these are trades, not bars",
            "Aggregate them to bars first (open, high, low, close, volume per minute or day) and import those"
        );

    private static ImportException NoDates(SourceText source, HeadLine line, string problem = "no column contains dates") =>
        new(
            source.FileName,
            line.Line,
            string.Join(' ', line.Cells),
            problem,
            "Every row needs a date such as 2024-01-31; set the date format if it is unusual"
        );
}
