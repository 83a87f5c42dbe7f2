namespace Simulator.Import.Formats.Json;

/// <summary>
/// Which of the tables of a document are the prices: the one with most fields of bars, and those that have the same columns.
/// </summary>
internal static class JsonChoice
{
    /// <summary>The tables to read; what is left out is noted.</summary>
    public static IReadOnlyList<JsonShape> Of(IReadOnlyList<JsonShape> found, List<string> notes)
    {
        var best = found.OrderByDescending(s => Math.Min(s.Fields, 5)).ThenByDescending(s => s.Count).First();
        var chosen = found.Where(s => ReferenceEquals(s, best) || SameColumns(s, best)).ToList();
        var left = found.Except(chosen).Select(s => s.Path).ToList();
        if (left.Count > 0)
            notes.Add($"other tables of the file are not read: {string.Join(", ", left.Take(8))}{(left.Count > 8 ? ", …" : "")}");
        if (chosen.Count == 1 || chosen.Select(s => s.Context.Symbol).Distinct(StringComparer.Ordinal).Count() == chosen.Count)
            return chosen;
        return [.. chosen.Select(s => s with { Context = s.Context with { Symbol = s.Context.Symbol ?? Name(s.Path) } })];
    }

    /// <summary>In one sentence, what is read.</summary>
    public static string Describe(string format, IReadOnlyList<JsonShape> chosen)
    {
        var rows = chosen.Sum(s => (long)s.Count);
        var where = chosen.Count == 1 ? chosen[0].Path : $"{chosen[0].Path} and {chosen.Count - 1} more";
        return FormattableString.Invariant($"{format}: {rows} rows at {where}; line n of this report is row n − 1 of them");
    }

    private static bool SameColumns(JsonShape one, JsonShape other) =>
        one.Headings.SequenceEqual(other.Headings, StringComparer.OrdinalIgnoreCase);

    private static string Name(string path) => path[(path.LastIndexOf('.') + 1)..];
}
