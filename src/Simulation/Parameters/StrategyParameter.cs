using System.Globalization;

namespace Simulator.Parameters;

/// <summary>A parameter of a named strategy, as text: a number in a range, or one of some words.</summary>
public sealed record StrategyParameter
{
    /// <summary>Longest window that a rule over indicators takes.</summary>
    public const int LongestWindow = 10_000;

    private StrategyParameter(string name, string usual, string meaning) => (Name, Default, Meaning) = (name, usual, meaning);

    /// <summary>camelCase, e.g. <c>bars</c>.</summary>
    public string Name { get; }

    /// <summary>What stands where none is given.</summary>
    public string Default { get; }

    /// <summary>For people.</summary>
    public string Meaning { get; }

    /// <summary>The words it takes; empty for a number.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>The word that a number may be left to, such as <c>fitted</c>; null if there is none.</summary>
    public string? Alternative { get; private init; }

    /// <summary>Smallest number allowed; NaN for words.</summary>
    public double Min { get; private init; } = double.NaN;

    /// <summary>Largest number allowed; NaN for words.</summary>
    public double Max { get; private init; } = double.NaN;

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Choices.Count == 0;

    /// <summary>What it accepts, as text: “a whole number from 1 to 10000”, “both, long or short”.</summary>
    public string Range =>
        IsNumber
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(IsWhole ? "a whole number" : "a number")} from {Min} to {Max}{(Alternative is null ? "" : $", or {Alternative}")}"
            )
        : Choices.Count == 1 ? Choices[0]
        : $"{string.Join(", ", Choices.SkipLast(1))} or {Choices[^1]}";

    /// <summary>A whole number, of bars unless its meaning says otherwise.</summary>
    public static StrategyParameter Whole(string name, int usual, string meaning, int min = 1, int max = LongestWindow) =>
        new(name, usual.ToString(CultureInfo.InvariantCulture), meaning)
        {
            Min = min,
            Max = max,
            IsWhole = true,
        };

    /// <summary>A number.</summary>
    public static StrategyParameter Number(string name, double usual, string meaning, double min, double max) =>
        new(name, usual.ToString(CultureInfo.InvariantCulture), meaning) { Min = min, Max = max };

    /// <summary>A number, or the word that leaves it to the method, which is the default.</summary>
    public static StrategyParameter NumberOr(string word, string name, string meaning, double min, double max) =>
        new(name, word, meaning)
        {
            Min = min,
            Max = max,
            Alternative = word,
        };

    /// <summary>One of some words, the first by default.</summary>
    public static StrategyParameter Word(string name, string meaning, params string[] choices) =>
        new(name, choices[0], meaning) { Choices = choices };

    /// <summary>Which sides a rule takes.</summary>
    public static StrategyParameter Sides { get; } =
        Word("side", "which sides are traded; the other side means flat", "both", "long", "short");

    /// <summary>Whether it accepts a value as written.</summary>
    public bool Takes(string text) =>
        IsNumber
            ? text == Alternative
                || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && value >= Min
                    && value <= Max
                    && (!IsWhole || value == Math.Floor(value))
            : Choices.Contains(text, StringComparer.Ordinal);
}
