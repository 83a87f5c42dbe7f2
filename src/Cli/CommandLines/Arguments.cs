using Simulator.Text;

namespace Simulator.Cli.CommandLines;

/// <summary>A command's arguments, taken apart; everything wrong with them is in <see cref="Errors"/>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<string> _positionals = [];
    private readonly List<string> _errors = [];

    private Arguments() { }

    /// <summary>What is not an option, in order.</summary>
    public IReadOnlyList<string> Positionals => _positionals;

    /// <summary>What is wrong, in order.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>
    /// Takes arguments apart: <c>--name value</c>, <c>--name=value</c>, switches, and <c>--</c> before names that begin with a dash.
    /// </summary>
    public static Arguments Parse(IReadOnlyList<string> words, IReadOnlyList<Option> options)
    {
        var parsed = new Arguments();
        var onlyPositionals = false;
        for (var i = 0; i < words.Count; i++)
        {
            if (onlyPositionals || !words[i].StartsWith('-') || words[i] == "-")
                parsed._positionals.Add(words[i]);
            else if (words[i] == "--")
                onlyPositionals = true;
            else
                i += parsed.Take(words, i, options);
        }
        return parsed;
    }

    /// <summary>Whether an option was given.</summary>
    public bool Has(Option option) => _values.ContainsKey(option.Name);

    /// <summary>An option's last value, or null.</summary>
    public string? Value(Option option) => _values.GetValueOrDefault(option.Name)?[^1];

    /// <summary>All values of an option.</summary>
    public IReadOnlyList<string> Values(Option option) => _values.GetValueOrDefault(option.Name) ?? [];

    // Returns how many words beyond the first were used.
    private int Take(IReadOnlyList<string> words, int at, IReadOnlyList<Option> options)
    {
        var equals = words[at].IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? words[at] : words[at][..equals];
        var inline = equals < 0 ? null : words[at][(equals + 1)..];
        if (options.FirstOrDefault(o => o.Name == name) is not { } option)
        {
            _errors.Add($"unknown option {name}{Suggestion.Hint(name, options.Select(o => o.Name))}");
            return 0;
        }
        if (option.Value is null)
        {
            if (inline is not null)
                _errors.Add($"{name} takes no value, was given '{inline}'");
            Add(option, "");
            return 0;
        }
        if (inline is null && (at + 1 >= words.Count || words[at + 1].StartsWith("--", StringComparison.Ordinal)))
        {
            _errors.Add($"{name} needs a value: {name} {option.Value}");
            return 0;
        }
        Add(option, inline ?? words[at + 1]);
        return inline is null ? 1 : 0;
    }

    private void Add(Option option, string value)
    {
        if (option.Choices is { } choices && !choices.Contains(value, StringComparer.Ordinal))
            _errors.Add($"{option.Name} must be {string.Join(", ", choices[..^1])} or {choices[^1]}, was '{value}'");
        if (!_values.TryGetValue(option.Name, out var values))
            _values[option.Name] = values = [];
        else if (!option.Repeats)
            _errors.Add($"{option.Name} was given more than once");
        values.Add(value);
    }
}
