using System.Globalization;

namespace Simulator.Web.Searches;

/// <summary>A range of whole numbers, as sliders set it.</summary>
/// <param name="From">First value.</param>
/// <param name="To">No value is above it.</param>
/// <param name="Step">Distance between values.</param>
public sealed record WholeRange(int From, int To, int Step)
{
    private const int Largest = 100_000;
    private const int MostListed = 50;

    /// <summary>Values in the range.</summary>
    public int Count => ((To - From) / Step) + 1;

    /// <summary>The end of the sliders: a round number with room above the range.</summary>
    public int Most
    {
        get
        {
            var most = 20;
            while (most < To * 5 / 4 && most < Largest)
                most *= 2;
            return Math.Max(most, To);
        }
    }

    /// <summary>The range of a text, one whole number or <c>from:to:step</c>; null for a list and for anything else.</summary>
    public static WholeRange? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] is < 1 or > Largest)
                return null;
        }
        return numbers switch
        {
            [var one] => new(one, one, 1),
            [var from, var to] when from <= to => new(from, to, 1),
            [var from, var to, var step] when from <= to => new(from, to, step),
            _ => null,
        };
    }

    /// <summary>The range of a list of whole numbers at equal distances; null for any other text.</summary>
    public static WholeRange? OfList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > Largest)
                return null;
            numbers.Add(number);
        }
        return
            numbers.Count > 1
            && numbers[1] - numbers[0] is > 0 and var step
            && numbers.Zip(numbers.Skip(1), (a, b) => b - a).All(d => d == step)
            ? new WholeRange(numbers[0], numbers[^1], step)
            : null;
    }

    /// <summary>Its values as a list; null where there are too many to be read.</summary>
    public string? ToList() =>
        Count <= MostListed
            ? string.Join(',', Enumerable.Range(0, Count).Select(i => (From + (i * Step)).ToString(CultureInfo.InvariantCulture)))
            : null;

    /// <summary>The range as text; one value by itself.</summary>
    public override string ToString() =>
        From == To ? From.ToString(CultureInfo.InvariantCulture) : FormattableString.Invariant($"{From}:{To}:{Step}");
}
