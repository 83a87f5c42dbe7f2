using Simulator.Cli.Faults;
using Simulator.Text;

namespace Simulator.Cli.Markets;

/// <summary>The values of an option that is given once for all files, as <c>VALUE</c>, or for one of them, as <c>NAME=VALUE</c>.</summary>
/// <param name="option">Name of the option.</param>
/// <param name="texts">What was typed; the last value of a name counts.</param>
internal sealed class NamedAnswers(string option, IReadOnlyList<string> texts)
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value for all files, or null.</summary>
    public string? ForAll { get; } = texts.Select(Split).LastOrDefault(t => t.Name is null).Value;

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, string> ByName { get; } =
        texts
            .Select(Split)
            .Where(t => t.Name is not null)
            .GroupBy(t => t.Name!, t => t.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Both sides of <c>NAME=VALUE</c>; no name in front of a value for all files.</summary>
    public static (string? Name, string Value) Split(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is var at && at > 0 ? (text[..at], text[(at + 1)..]) : (null, text);

    /// <summary>The value that is given for one of these names, or null.</summary>
    public string? Named(IEnumerable<string> names)
    {
        foreach (var name in names.Where(ByName.ContainsKey))
        {
            _used.Add(name);
            return ByName[name];
        }
        return null;
    }

    /// <summary>An error for each name that no file and no series has.</summary>
    /// <param name="names">The names there are.</param>
    /// <exception cref="UsageException">There are such names; lists all of them.</exception>
    public void RefuseUnused(IReadOnlyCollection<string> names)
    {
        string[] unused = [.. ByName.Keys.Where(n => !_used.Contains(n))];
        if (unused.Length > 0)
            throw new UsageException([
                .. unused.Select(n =>
                    $"{option} {n}={ByName[n]}: no series is called '{n}'{Suggestion.Hint(n, names)}; there are {string.Join(", ", names)}"
                ),
            ]);
    }
}
