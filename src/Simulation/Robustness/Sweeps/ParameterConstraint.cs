using System.Globalization;
using System.Text.RegularExpressions;
using Simulator.Text;

namespace Simulator.Robustness.Sweeps;

/// <summary>A constraint on parameters, such as <c>fast&lt;slow</c> or <c>2*fast&lt;=slow</c>.</summary>
public sealed partial class ParameterConstraint
{
    private readonly Side _left;
    private readonly Side _right;
    private readonly string _comparison;

    private ParameterConstraint(string text, Side left, string comparison, Side right) =>
        (Text, _left, _comparison, _right) = (text, left, comparison, right);

    /// <summary>The original text.</summary>
    public string Text { get; }

    /// <summary>The names that it uses.</summary>
    public IEnumerable<string> Names => new[] { _left.Name, _right.Name }.OfType<string>();

    /// <summary>Reads <c>a&lt;b</c>; each side a name, a number, or number*name; comparisons &lt; &lt;= &gt; &gt;= !=.</summary>
    /// <param name="text">The constraint.</param>
    /// <param name="known">Names that parameters have.</param>
    /// <exception cref="ArgumentException">Not of that form, or a name that no parameter has.</exception>
    public static ParameterConstraint Parse(string text, IReadOnlyCollection<string> known)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new ArgumentException(
                $"constraint '{text}' must have the form a<b; each side is a name, a number or number*name, and < may be <=, >, >= or !="
            );
        return new ParameterConstraint(
            text,
            Side.Parse(text, match.Groups[1].Value, known),
            match.Groups[2].Value,
            Side.Parse(text, match.Groups[3].Value, known)
        );
    }

    /// <summary>Whether a parameter set satisfies it; a value that is not a number never does.</summary>
    public bool Accepts(ParameterSet set)
    {
        var (left, right) = (_left.Of(set), _right.Of(set));
        return _comparison switch
        {
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            ">=" => left >= right,
            _ => left != right && !double.IsNaN(left + right),
        };
    }

    [GeneratedRegex(@"^\s*([^<>=!]+?)\s*(<=|>=|!=|<|>)\s*([^<>=!]+?)\s*$")]
    private static partial Regex Form();

    private readonly record struct Side(double Factor, string? Name)
    {
        public static Side Parse(string text, string side, IReadOnlyCollection<string> known)
        {
            if (TryNumber(side, out var number))
                return new Side(number, null);
            var parts = side.Split('*', StringSplitOptions.TrimEntries);
            var (factor, name) = parts switch
            {
                [var only] => (1, only),
                [var first, var second] when TryNumber(first, out var f) => (f, second),
                [var first, var second] when TryNumber(second, out var f) => (f, first),
                _ => throw new ArgumentException($"constraint '{text}': '{side}' is not a name, a number or number*name"),
            };
            if (!known.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException(
                    $"constraint '{text}': no parameter is called "
                        + $"'{name}'{Suggestion.Hint(name, known)}; available: "
                        + $"{string.Join(", ", known)}"
                );
            return new Side(factor, name);
        }

        public double Of(ParameterSet set) => Name is null ? Factor : Factor * set.Number(Name);

        private static bool TryNumber(string text, out double value) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
