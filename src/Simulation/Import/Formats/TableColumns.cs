using System.Text.RegularExpressions;

namespace Simulator.Import.Formats;

/// <summary>Writes the cell of a row of one column.</summary>
internal delegate void CellWriter(TableText table, int row);

/// <summary>Headings and order of the columns of a columnar file.</summary>
internal static partial class TableColumns
{
    /// <summary>
    /// The heading of a column: a pair that pandas wrote for two levels, <c>('Close', 'AAPL')</c>, becomes <c>AAPL_Close</c>; the unnamed
    /// index becomes <c>index</c>.
    /// </summary>
    public static string Heading(string name)
    {
        if (UnnamedIndex().IsMatch(name))
            return "index";
        var pair = Pair().Match(name);
        if (!pair.Success)
            return name;
        var (first, second) = (pair.Groups["first"].Value, pair.Groups["second"].Value);
        return Joined(first, second);
    }

    /// <summary>The heading of a column of two levels, field and symbol.</summary>
    public static string Joined(string field, string symbol) => symbol.Length == 0 ? field : $"{symbol}_{field}";

    /// <summary>The order in which columns are written: those with times first, each group as in the file.</summary>
    public static int[] Order(IReadOnlyList<bool> isTime) =>
        [.. Enumerable.Range(0, isTime.Count).Where(c => isTime[c]), .. Enumerable.Range(0, isTime.Count).Where(c => !isTime[c])];

    [GeneratedRegex("^__index_level_\\d+__$")]
    private static partial Regex UnnamedIndex();

    [GeneratedRegex("^\\('(?<first>[^']*)', '(?<second>[^']*)'\\)$")]
    private static partial Regex Pair();
}
