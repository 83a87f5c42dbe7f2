namespace Simulator.Text;

/// <summary>“Did you mean …”: the nearest of the names there are.</summary>
public static class Suggestion
{
    private const int MostEdits = 3;

    /// <summary>The candidate nearest to <paramref name="name"/> (edit distance ≤ 3 and under half its length), or null.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        // Longer names by more than the distance sought cannot be near; so most names cost nothing.
        var best = candidates
            .Where(c => Math.Abs(c.Length - name.Length) <= MostEdits)
            .Select(c => (Name: c, Distance: Distance(name.ToLowerInvariant(), c.ToLowerInvariant())))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Min(MostEdits, Math.Max(name.Length, best.Name.Length) / 2)
            ? best.Name
            : null;
    }

    /// <summary>“ (did you mean 'x'?)” or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } near ? $" (did you mean '{near}'?)" : "";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
