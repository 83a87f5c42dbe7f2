using System.Globalization;

namespace Simulator.Web.Searches;

/// <summary>A range of whole numbers, as sliders set it.</summary>
/// <param name="From">First value.</param>
/// <param name="To">No value is above it.</param>
/// <param name="Step">Distance between values.</param>
public sealed record WholeRange(int From, int To, int Step)
{
    private const int Largest = 100_000;

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

    /// <summary>The range as text; one value by itself.</summary>
    public override string ToString() =>
        From == To ? From.ToString(CultureInfo.InvariantCulture) : FormattableString.Invariant($"{From}:{To}:{Step}");
}
