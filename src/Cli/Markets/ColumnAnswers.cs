using Simulator.Cli.Faults;
using Simulator.Text;

namespace Simulator.Cli.Markets;

/// <summary>What columns are by the user's word, as <c>HEADING=ROLE</c>; each serves the files that have the heading.</summary>
internal sealed class ColumnAnswers
{
    private readonly Dictionary<string, string> _roles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the pairs.</summary>
    /// <exception cref="UsageException">A text that is no pair.</exception>
    public ColumnAnswers(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            if (at <= 0 || at == text.Length - 1)
                throw new UsageException($"--column must be a heading and what it is, such as 'Zamkniecie=close', was '{text}'");
            _roles[text[..at].Trim()] = text[(at + 1)..].Trim();
        }
    }

    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => _roles.Count == 0;

    /// <summary>The answers for a file with these headings; all where they are not known; null for none.</summary>
    public IReadOnlyDictionary<string, string>? For(IReadOnlyList<string>? headings)
    {
        var own = headings is null ? _roles : _roles.Where(r => IsThere(r.Key, headings)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return own.Count > 0 ? own : null;
    }

    /// <summary>An error for each heading that no file has.</summary>
    public IEnumerable<string> Unused(IReadOnlyCollection<string> headings) =>
        _roles
            .Where(r => !IsThere(r.Key, headings))
            .Select(r =>
                $"--column {r.Key}={r.Value}: no file has a column '{r.Key}'{Suggestion.Hint(r.Key, headings)}; there are "
                + string.Join(", ", headings.Take(20))
            );

    // A number is a column of a file without headings.
    private static bool IsThere(string heading, IReadOnlyCollection<string> headings) =>
        headings.Contains(heading, StringComparer.OrdinalIgnoreCase) || heading.All(char.IsAsciiDigit);
}
