namespace Simulator.Import;

/// <summary>The headings above the data: field names, and in a second level the symbols they belong to.</summary>
/// <param name="Names">One per column; empty if there is no header.</param>
/// <param name="Symbols">One per column where a second header line names symbols; null otherwise.</param>
/// <param name="IsThreeLine">yfinance's three lines.</param>
internal sealed record Headings(IReadOnlyList<string> Names, IReadOnlyList<string>? Symbols = null, bool IsThreeLine = false)
{
    /// <summary>Reads the lines above the data.</summary>
    /// <param name="above">Non-blank lines above the first row.</param>
    /// <param name="width">Fields of a row.</param>
    public static Headings Of(List<HeadLine> above, int width)
    {
        var levels = above.Where(l => l.Cells.Length >= Math.Max(2, width - 1)).Select(l => l.Cells).ToList();
        if (levels.Count == 0)
            return new Headings([]);
        var fields = levels.MaxBy(KnownNames)!;
        if (levels.Count < 2 || KnownNames(fields) < 2)
            return new Headings(levels[^1]);
        var symbols = levels.FirstOrDefault(l => !ReferenceEquals(l, fields) && l.Count(c => c.Length > 0) >= width - 1);
        if (symbols is null)
            return new Headings(fields);
        string[] names = ["Date", .. Padded(fields, width).Skip(1)];
        return new Headings(names, ["", .. Padded(symbols, width).Skip(1)], true);
    }

    /// <summary>The same headings where the rows split date and time but the header does not.</summary>
    public Headings WithTimeAt(int column) => this with { Names = [.. Names.Take(column), "Time", .. Names.Skip(column)] };

    private static IEnumerable<string> Padded(string[] cells, int width) =>
        cells.Concat(Enumerable.Repeat("", Math.Max(0, width - cells.Length)));

    private static int KnownNames(string[] cells) => cells.Count(c => HeaderNames.RoleOf(c) is { } role && role != ColumnRole.Ignored);
}
