using Simulator.Text;

namespace Simulator.Cli.Markets;

/// <summary>The values of an option that is given once for all files, as <c>VALUE</c>, or for one of them, as <c>NAME=VALUE</c>.</summary>
/// <param name="option">Name of the option.</param>
/// <param name="texts">What was typed; the last value of a name counts.</param>
internal sealed class NamedAnswers(string option, IReadOnlyList<string> texts)
{
    private readonly string? _forAll = texts.Select(Split).LastOrDefault(t => t.Name is null).Value;

    /// <summary>Name of the option.</summary>
    public string Option => option;

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, string> ByName { get; } =
        texts
            .Select(Split)
            .Where(t => t.Name is not null)
            .GroupBy(t => t.Name!, t => t.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The value that is given for one of these names, else the value for all files, else null.</summary>
    public string? For(IEnumerable<string> names) => names.Select(ByName.GetValueOrDefault).FirstOrDefault(v => v is not null) ?? _forAll;

    /// <summary>An error for each name that is not among these.</summary>
    public IEnumerable<string> Unused(IReadOnlyCollection<string> names) =>
        ByName
            .Where(a => !names.Contains(a.Key, StringComparer.OrdinalIgnoreCase))
            .Select(a =>
                $"{option} {a.Key}={a.Value}: no series is called '{a.Key}'{Suggestion.Hint(a.Key, names)}; there are "
                + string.Join(", ", names)
            );

    private static (string? Name, string Value) Split(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is var at && at > 0 ? (text[..at], text[(at + 1)..]) : (null, text);
}
