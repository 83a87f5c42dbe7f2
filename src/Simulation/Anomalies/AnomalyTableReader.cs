using System.Globalization;
using Simulator.Import;

namespace Simulator.Anomalies;

/// <summary>
/// A file as the table that is looked through. Bars (open, high, low, close) become moves relative to their past; option contracts become
/// moneyness, time, implied volatility and the like; of anything else the numeric columns are taken as they are.
/// </summary>
public static class AnomalyTableReader
{
    private const double LeastNumeric = 0.8;

    /// <summary>In place of a column of times: the rows have no order.</summary>
    public const string NoTime = "none";

    private static readonly string[] s_bars = ["open", "high", "low", "close"];
    private static readonly string[][] s_contract =
    [
        ["expiry", "expiration"],
        ["strike"],
        ["right", "type", "option_type", "call_put", "cp"],
    ];
    private const int MostColumns = 200;

    /// <summary>Reads a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="fileName">Its name as the user knows it.</param>
    /// <param name="columns">The columns to use, by heading; null for what the file suggests.</param>
    /// <param name="time">The column that orders the rows; <c>none</c> for rows without an order, null for what the file suggests.</param>
    /// <exception cref="ImportException">
    /// No table, a column that it does not have, bars of several series, or more columns than can be looked through.
    /// </exception>
    public static AnomalyTable Read(byte[] content, string fileName, IReadOnlyList<string>? columns = null, string? time = null) =>
        Of(RowTable.Read(content, fileName), content, columns, time);

    /// <summary>The same of a table that was read.</summary>
    internal static AnomalyTable Of(RowTable table, byte[] content, IReadOnlyList<string>? columns, string? time)
    {
        var fileName = table.FileName;
        if (columns is null && Array.TrueForAll(s_contract, names => Array.Exists(names, n => table.Find(n) >= 0)))
            return ContractColumns.Of(content, fileName);
        var (order, stamps, dates) = Ordered(table, time);
        if (columns is null && order.Length > 0 && s_bars.All(c => table.Find(c) >= 0) && dates >= 0)
            return Bars(table, order, dates);
        int[] chosen = columns is null ? Numeric(table, dates) : [.. columns.Select(c => Place(table, c))];
        if (chosen.Length > MostColumns)
            throw new ImportException(
                fileName,
                1,
                null,
                Text($"{chosen.Length} columns hold numbers; at most {MostColumns} are looked through"),
                "Name the columns to use"
            );
        return new AnomalyTable(
            fileName,
            [.. chosen.Select(c => table.Headings[c])],
            [.. chosen.Select(c => order.Select(r => table.Number(r, c)).ToArray())],
            [.. order.Select(table.LineOf)],
            [.. order.Select(r => dates < 0 ? "" : table[r, dates])]
        )
        {
            IsOrdered = stamps,
            Notes = [.. columns is null ? Unused(table, chosen, dates) : [], .. WithoutTime(table, order)],
        };
    }

    private static AnomalyTable Bars(RowTable table, int[] order, int dates)
    {
        RefuseTwins(table, order, dates);
        int[] places = [.. s_bars.Select(table.Find), table.Find("volume")];
        int[] rows = [.. order.Where(r => places.Take(4).All(c => double.IsFinite(table.Number(r, c))))];
        var bars = places.Select(c => rows.Select(r => c < 0 ? double.NaN : table.Number(r, c)).ToArray()).ToArray();
        var made = BarColumns.Of(table.FileName, bars, [.. rows.Select(table.LineOf)], [.. rows.Select(r => table[r, dates])]);
        return rows.Length == order.Length
            ? made
            : made with
            {
                Notes = [.. made.Notes, Text($"{order.Length - rows.Length} rows without four prices are left out")],
            };
    }

    // Bars of several series in one file would be compared with each other.
    private static void RefuseTwins(RowTable table, int[] order, int dates)
    {
        var times = table.Times(dates)!;
        for (var i = 1; i < order.Length; i++)
        {
            if (times[order[i]] == times[order[i - 1]])
                throw new ImportException(
                    table.FileName,
                    table.LineOf(order[i]),
                    table[order[i], dates],
                    Text($"a second bar of that time, after line {table.LineOf(order[i - 1])}: the file may hold several series"),
                    "Give the bars of one series, or name the columns to use"
                );
        }
    }

    private static string[] WithoutTime(RowTable table, int[] order)
    {
        if (order.Length == table.Count)
            return [];
        var first = Enumerable.Range(0, table.Count).Except(order).First();
        return [Text($"{table.Count - order.Length} rows without a time are left out, the first in line {table.LineOf(first)}")];
    }

    // Rows in the order of their times; those without one are left out.
    private static (int[] Order, bool IsOrdered, int Column) Ordered(RowTable table, string? time)
    {
        int[] all = [.. Enumerable.Range(0, table.Count)];
        if (time == NoTime)
            return (all, false, -1);
        int[] candidates = time is null
            ?
            [
                .. Enumerable
                    .Range(0, table.Headings.Count)
                    .Where(c => !double.IsFinite(table.Number(0, c)) || IsTimeName(table.Headings[c])),
            ]
            : [Place(table, time)];
        foreach (var column in candidates)
        {
            if (table.Times(column) is not { } times)
                continue;
            int[] order = [.. all.Where(r => times[r] is not null).OrderBy(r => times[r])];
            if (order.Length >= LeastNumeric * table.Count)
                return (order, true, column);
        }
        return time is null
            ? (all, false, -1)
            : throw new ImportException(
                table.FileName,
                null,
                time,
                "most cells of that column are no dates or times",
                "Name another column, or write none for rows without an order"
            );
    }

    internal static bool IsTimeName(string heading) =>
        heading.Contains("date", StringComparison.OrdinalIgnoreCase) || heading.Contains("time", StringComparison.OrdinalIgnoreCase);

    private static int[] Numeric(RowTable table, int dates) =>
        [
            .. Enumerable
                .Range(0, table.Headings.Count)
                .Where(c => c != dates)
                .Where(c => Enumerable.Range(0, table.Count).Count(r => double.IsFinite(table.Number(r, c))) >= LeastNumeric * table.Count)
                .Where(c => !IsRowNumber(table, c)),
        ];

    // Whole numbers that rise by one say nothing of a row.
    private static bool IsRowNumber(RowTable table, int column)
    {
        for (var r = 1; r < table.Count; r++)
        {
            if (table.Number(r, column) - table.Number(r - 1, column) != 1)
                return false;
        }
        return true;
    }

    private static string[] Unused(RowTable table, int[] chosen, int dates)
    {
        string[] names = [.. table.Headings.Where((_, c) => c != dates && !chosen.Contains(c))];
        return names.Length == 0 ? [] : [$"not used, being no numbers or row numbers: {string.Join(", ", names)}"];
    }

    private static int Place(RowTable table, string heading) =>
        table.Find(heading) is >= 0 and var found
            ? found
            : throw new ImportException(
                table.FileName,
                1,
                heading,
                "there is no such column",
                $"The columns are {string.Join(", ", table.Headings)}"
            );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
