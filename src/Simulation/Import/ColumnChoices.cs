using Simulator.Text;

namespace Simulator.Import;

/// <summary>What a column is by the user's word.</summary>
/// <param name="Role">The field.</param>
/// <param name="IsAsset">A series of its own.</param>
internal readonly record struct ColumnChoice(ColumnRole Role, bool IsAsset = false);

/// <summary>The words by which a column is assigned by hand, e.g. <c>Zamkniecie=close</c>.</summary>
public static class ColumnChoices
{
    private static readonly Dictionary<string, ColumnChoice> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["date"] = new(ColumnRole.Date),
        ["time"] = new(ColumnRole.Time),
        ["symbol"] = new(ColumnRole.Symbol),
        ["open"] = new(ColumnRole.Open),
        ["high"] = new(ColumnRole.High),
        ["low"] = new(ColumnRole.Low),
        ["close"] = new(ColumnRole.Close),
        ["volume"] = new(ColumnRole.Volume),
        ["adjustedClose"] = new(ColumnRole.AdjustedClose),
        ["change"] = new(ColumnRole.ChangePercent),
        ["asset"] = new(ColumnRole.Close, IsAsset: true),
        ["ignore"] = new(ColumnRole.Ignored),
    };

    /// <summary>The words, in the order they are offered.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. s_words.Keys];

    /// <summary>The choices of the user by column; empty where there are none.</summary>
    /// <exception cref="ImportException">A heading that the file does not have, or an unknown word.</exception>
    internal static IReadOnlyDictionary<int, ColumnChoice> Of(
        string fileName,
        IReadOnlyList<string> headings,
        int width,
        ImportOptions options
    )
    {
        var choices = new Dictionary<int, ColumnChoice>();
        foreach (var (heading, word) in options.Columns ?? new Dictionary<string, string>())
        {
            if (!s_words.TryGetValue(word, out var choice))
                throw new ImportException(
                    fileName,
                    null,
                    $"{heading}={word}",
                    "a column cannot be that",
                    $"Choose one of {string.Join(", ", Words)}{Suggestion.Hint(word, Words)}"
                );
            choices[IndexOf(fileName, headings, width, heading)] = choice;
        }
        return choices;
    }

    private static int IndexOf(string fileName, IReadOnlyList<string> headings, int width, string heading)
    {
        for (var c = 0; c < headings.Count; c++)
        {
            if (headings[c].Equals(heading, StringComparison.OrdinalIgnoreCase))
                return c;
        }
        if (int.TryParse(heading, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= width)
            return number - 1;
        throw new ImportException(
            fileName,
            null,
            heading,
            "the file has no such column",
            headings.Count > 0
                ? $"Its columns are {string.Join(", ", headings.Take(20))}"
                : FormattableString.Invariant($"It has no headings; give a number from 1 to {width}")
        );
    }
}
