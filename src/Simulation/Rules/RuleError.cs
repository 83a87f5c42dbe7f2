using System.Text;

namespace Simulator.Rules;

/// <summary>An error in a rule: its position, to the character, and the remedy.</summary>
/// <param name="Path">The member of the document, e.g. <c>entryLong</c> or <c>let.trend</c>.</param>
/// <param name="Message">The fault and the remedy.</param>
/// <param name="Source">The expression; empty where the fault is not inside one.</param>
/// <param name="Start">First character that is meant, from 0.</param>
/// <param name="Length">Characters that are meant, ≥ 1.</param>
public sealed record RuleError(string Path, string Message, string Source = "", int Start = 0, int Length = 1)
{
    private const int ShownCharacters = 100;

    /// <summary>Line inside the expression, from 1.</summary>
    public int Line => 1 + Source.AsSpan(0, Math.Min(Start, Source.Length)).Count('\n');

    /// <summary>Column inside the line, from 1.</summary>
    public int Column => Math.Min(Start, Source.Length) - LineStart + 1;

    private int LineStart => Source.LastIndexOf('\n', Math.Max(0, Math.Min(Start, Source.Length) - 1), Math.Min(Start, Source.Length)) + 1;

    /// <summary>Message with its place inside the expression: “column 7: no series is called 'colse' …”.</summary>
    public string Located =>
        Source.Length == 0 ? Message
        : Line == 1 ? FormattableString.Invariant($"column {Column}: {Message}")
        : FormattableString.Invariant($"line {Line}, column {Column}: {Message}");

    /// <summary>Place and message, then the line with carets under the faulty part.</summary>
    public string Describe()
    {
        var text = new StringBuilder(ToString());
        if (Source.Length == 0)
            return text.ToString();
        var end = Source.IndexOf('\n', LineStart);
        var line = Source[LineStart..(end < 0 ? Source.Length : end)].TrimEnd('\r');
        var from = Math.Max(0, Math.Min(Column - 1 - (ShownCharacters / 2), line.Length - ShownCharacters));
        var shown = line.Substring(from, Math.Min(ShownCharacters, line.Length - from));
        var (head, tail) = (from > 0 ? "…" : "", from + shown.Length < line.Length ? "…" : "");
        text.Append("\n    ").Append(head).Append(Printable(shown)).Append(tail);
        var caret = Column - 1 - from;
        var carets = Math.Clamp(Length, 1, Math.Max(1, shown.Length - caret));
        return text.Append("\n    ").Append(' ', head.Length + caret).Append('^', carets).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Located : $"{Path}: {Located}";

    private static string Printable(string line) =>
        string.Create(
            line.Length,
            line,
            static (span, text) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        );
}

/// <summary>A rule with errors; carries all of them.</summary>
/// <param name="errors">All errors, at least one.</param>
public sealed class RuleException(IReadOnlyList<RuleError> errors)
    : ArgumentException(string.Join(Environment.NewLine, errors.Select(e => e.Describe())))
{
    /// <summary>All errors.</summary>
    public IReadOnlyList<RuleError> Errors { get; } = errors;
}
