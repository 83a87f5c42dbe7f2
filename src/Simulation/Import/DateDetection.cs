using System.Globalization;
using System.Text;

namespace Simulator.Import;

/// <summary>Which column holds dates, and how they are written.</summary>
internal sealed record DateColumn(int Column, int TimeColumn, StampShape Shape);

/// <summary>Finds dates by what the cells hold, and settles day-first or month-first by the whole file.</summary>
internal static class DateDetection
{
    private const int ColumnsSearched = 24;

    /// <summary>True when a cell is a date in any known form.</summary>
    public static bool IsDate(string cell) =>
        cell.Length is >= 6 and <= 80 && Stamps.Detectable.Any(shape => Stamps.TryParse(Encoding.UTF8.GetBytes(cell), shape, out _));

    /// <summary>True when a cell is a time of day.</summary>
    public static bool IsTime(string cell) =>
        cell.Contains(':', StringComparison.Ordinal) && cell.Length <= 20 && Stamps.TryTime(Encoding.UTF8.GetBytes(cell), out _, out _);

    /// <summary>The date column of data lines, or null: the leftmost in which most cells are dates of one shape.</summary>
    public static DateColumn? Find(IReadOnlyList<HeadLine> data, IReadOnlyList<string> headings)
    {
        var width = Math.Min(ColumnsSearched, data.Max(l => l.Cells.Length));
        var candidates = Enumerable
            .Range(0, width)
            .Where(c =>
                c >= headings.Count || HeaderNames.RoleOf(headings[c]) is null or ColumnRole.Date or ColumnRole.Time or ColumnRole.Ignored
            )
            .OrderByDescending(c => c < headings.Count && HeaderNames.RoleOf(headings[c]) == ColumnRole.Date);
        foreach (var column in candidates)
        {
            if (Of(data, headings, column) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>A column as the date column, or null when most of its cells are not dates of one shape.</summary>
    public static DateColumn? Of(IReadOnlyList<HeadLine> data, IReadOnlyList<string> headings, int column)
    {
        var cells = data.Where(l => column < l.Cells.Length).Select(l => Encoding.UTF8.GetBytes(l.Cells[column])).ToList();
        var (shape, hits) = Stamps
            .Detectable.Select(s => (Shape: s, Hits: cells.Count(c => Stamps.TryParse(c, s, out _))))
            .MaxBy(s => s.Hits);
        return hits * 10 >= data.Count * 6 && hits > 0
            ? new DateColumn(column, TimeColumn(data, headings, column), UnitOf(shape, cells))
            : null;
    }

    /// <summary>
    /// Day or month first: values above 12 decide; otherwise the reading under which the rows run in order, then the one with fewer
    /// dates on Saturdays and Sundays. If neither decides, the usual one is assumed and marked uncertain.
    /// </summary>
    public static Layout SettleDayOrMonthFirst(ReadOnlySpan<byte> content, Layout layout, bool? dayFirst)
    {
        if (layout.Shape is not (StampShape.MonthFirst or StampShape.DayFirst))
            return layout;
        if (dayFirst is { } given)
            return layout with { Shape = given ? StampShape.DayFirst : StampShape.MonthFirst };
        var month = Follow(content, layout, StampShape.MonthFirst);
        var day = Follow(content, layout, StampShape.DayFirst);
        if (month.Parsed != day.Parsed)
            return layout with { Shape = month.Parsed > day.Parsed ? StampShape.MonthFirst : StampShape.DayFirst };
        if (month.Breaks != day.Breaks)
            return layout with { Shape = month.Breaks < day.Breaks ? StampShape.MonthFirst : StampShape.DayFirst };
        if (Math.Abs(month.Weekends - day.Weekends) * 10 > month.Parsed)
            return layout with { Shape = month.Weekends < day.Weekends ? StampShape.MonthFirst : StampShape.DayFirst };
        var dotted = layout.FirstRows.Any(r => layout.DateColumn < r.Count && r[layout.DateColumn].Count(c => c == '.') == 2);
        var uncertain = layout with { Shape = dotted ? StampShape.DayFirst : StampShape.MonthFirst, DateIsCertain = false };
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"the file does not show whether its dates are {(dotted ? "day" : "month")} "
                + $"first; {uncertain.DateFormat} is assumed, please confirm"
        );
        uncertain.Warnings.Add(text);
        string[] answers = dotted ? ["yes", "no"] : ["no", "yes"];
        uncertain.Questions.Add(new ImportQuestion(QuestionTopic.DayFirst, null, text, "--day-first", answers[0], answers));
        return uncertain;
    }

    // Every epoch unit is read by every epoch shape; the most frequent one names the format.
    private static StampShape UnitOf(StampShape shape, List<byte[]> cells) =>
        shape < StampShape.EpochSeconds
            ? shape
            : cells.Select(c => Stamps.EpochShape(c)).OfType<StampShape>().GroupBy(u => u).MaxBy(g => g.Count())?.Key ?? shape;

    private static int TimeColumn(IReadOnlyList<HeadLine> data, IReadOnlyList<string> headings, int dateColumn)
    {
        var next = dateColumn + 1;
        var named = next < headings.Count && HeaderNames.RoleOf(headings[next]) == ColumnRole.Time;
        var hits = data.Count(l =>
            next < l.Cells.Length
            && (IsTime(l.Cells[next]) || (named && Stamps.TryTime(Encoding.UTF8.GetBytes(l.Cells[next]), out _, out _)))
        );
        return hits * 10 >= data.Count * 6 ? next : -1;
    }

    private static (int Parsed, int Breaks, int Weekends) Follow(ReadOnlySpan<byte> text, Layout layout, StampShape shape)
    {
        var reader = new RowReader(text, layout.Separator, layout.LineEnd);
        int parsed = 0,
            up = 0,
            down = 0,
            weekends = 0;
        var last = long.MinValue;
        while (reader.Read())
        {
            if (reader.Line <= layout.HeaderLines || !Stamps.TryParse(reader[layout.DateColumn], shape, out var stamp))
                continue;
            parsed++;
            if (last != long.MinValue && stamp.Ticks != last)
                (up, down) = stamp.Ticks > last ? (up + 1, down) : (up, down + 1);
            last = stamp.Ticks;
            weekends += new DateTime(stamp.Local).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0;
        }
        return (parsed, Math.Min(up, down), weekends);
    }
}
