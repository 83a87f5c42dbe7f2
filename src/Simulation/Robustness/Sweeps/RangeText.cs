using System.Globalization;

namespace Simulator.Robustness.Sweeps;

/// <summary>
/// Ranges as text: <c>fast=5:30:1</c> (from, to, step), <c>size=0.1:0.9</c> (any number between), <c>bars=8:256:log</c> (any, logarithmic),
/// <c>bars=8:256:log:6</c> (six levels), <c>side=long,both</c> (choice).
/// </summary>
public static class RangeText
{
    private const string Forms = "name=from:to:step, name=from:to, name=from:to:log, name=from:to:log:levels or name=a,b,c";

    /// <summary>The range of a text.</summary>
    /// <exception cref="ArgumentException">A text of none of the forms; the message names the text and the forms.</exception>
    public static ParameterRange Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
            throw Wrong(text);
        var (name, values) = (text[..at].Trim(), text[(at + 1)..].Trim());
        if (!values.Contains(':', StringComparison.Ordinal))
            return ParameterRange.Choice(name, values.Split(',', StringSplitOptions.TrimEntries));
        var parts = values.Split(':', StringSplitOptions.TrimEntries);
        return parts switch
        {
            [var from, var to] => IsWhole(from) && IsWhole(to)
                ? ParameterRange.Steps(name, Exact(text, from), Exact(text, to), 1)
                : ParameterRange.Real(name, Number(text, from), Number(text, to)),
            [var from, var to, "log"] => ParameterRange.Real(name, Number(text, from), Number(text, to), log: true),
            [var from, var to, "log", var count]
                when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var levels) => ParameterRange.LogSteps(
                name,
                Number(text, from),
                Number(text, to),
                levels
            ),
            [var from, var to, var step] => ParameterRange.Steps(name, Exact(text, from), Exact(text, to), Exact(text, step)),
            _ => throw Wrong(text),
        };
    }

    private static bool IsWhole(string part) => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static decimal Exact(string text, string part) =>
        decimal.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(text);

    private static double Number(string text, string part) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(text);

    private static ArgumentException Wrong(string text) => new($"range '{text}' must have the form {Forms}");
}
