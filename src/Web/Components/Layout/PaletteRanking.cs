namespace Simulator.Web.Components.Layout;

/// <summary>
/// Orders what the palette may show: sections by their best entry, entries by how well they match, what was chosen last first.
/// </summary>
public static class PaletteRanking
{
    private const int MostRecent = 5;
    private const int MostOfASection = 6;
    private const int ForRecent = 10;
    private const int DetailCosts = 6;

    /// <summary>The entries to be shown, section by section.</summary>
    /// <param name="entries">Everything that may be meant, in the order of the sections.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="recent">Keys of what was chosen, the last first.</param>
    public static IReadOnlyList<Ranked> Of(IEnumerable<PaletteEntry> entries, string typed, IReadOnlyList<string> recent)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(recent);
        var known = entries.DistinctBy(e => e.Key).ToList();
        return string.IsNullOrWhiteSpace(typed) ? Offered(known, recent) : Found(known, typed, recent);
    }

    private static Ranked[] Offered(List<PaletteEntry> known, IReadOnlyList<string> recent)
    {
        var last = recent
            .Select(key => known.Find(e => e.Key == key))
            .OfType<PaletteEntry>()
            .Take(MostRecent)
            .Select(e => e with { Section = LayoutText.Recent })
            .ToList();
        var chosen = last.Select(e => e.Key).ToHashSet();
        return
        [
            .. last.Concat(
                    known
                        .Where(e => !e.WaitsForWords && !chosen.Contains(e.Key))
                        .GroupBy(e => e.Section)
                        .SelectMany(s => s.Take(MostOfASection))
                )
                .Select(e => new Ranked(e, 0, [])),
        ];
    }

    private static Ranked[] Found(List<PaletteEntry> known, string typed, IReadOnlyList<string> recent) =>
        [
            .. known
                .Select(e => Match(e, typed))
                .OfType<Ranked>()
                .Select(r => recent.Contains(r.Entry.Key) ? r with { Score = r.Score + ForRecent } : r)
                .GroupBy(r => r.Entry.Section)
                .Select(s => s.OrderByDescending(r => r.Score).Take(MostOfASection).ToList())
                .OrderByDescending(s => s[0].Score)
                .SelectMany(s => s),
        ];

    private static Ranked? Match(PaletteEntry entry, string typed)
    {
        if (FuzzyMatch.Of(entry.Title, typed) is { } title)
            return new Ranked(entry, title.Score, title.Places);
        return FuzzyMatch.Of($"{entry.Title} {entry.Detail}", typed) is { } all
            ? new Ranked(entry, all.Score - DetailCosts, [.. all.Places.Where(p => p < entry.Title.Length)])
            : null;
    }

    /// <summary>An entry to be shown.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="Score">How well it matches.</param>
    /// <param name="Places">Places of its title that match.</param>
    public sealed record Ranked(PaletteEntry Entry, int Score, IReadOnlyList<int> Places)
    {
        /// <summary>The title in pieces: what matches, and what does not.</summary>
        public IEnumerable<(string Text, bool Matches)> Pieces()
        {
            var matches = Places.ToHashSet();
            for (var from = 0; from < Entry.Title.Length; )
            {
                var (to, matched) = (from, matches.Contains(from));
                while (to < Entry.Title.Length && matches.Contains(to) == matched)
                    to++;
                yield return (Entry.Title[from..to], matched);
                from = to;
            }
        }
    }
}
