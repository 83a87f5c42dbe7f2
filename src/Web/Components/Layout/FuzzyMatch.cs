namespace Simulator.Web.Components.Layout;

/// <summary>
/// How well a text answers what was typed: each word's letters must stand in it in their order. A letter at the beginning of a word counts
/// most, then one right behind the letter before; a gap costs. The best way to place the letters counts (dynamic programming over letters
/// and places).
/// </summary>
public static class FuzzyMatch
{
    private const int Letter = 1,
        Start = 8,
        Next = 5,
        Gap = -2,
        Whole = 12,
        All = 4,
        LeastOfALetter = 3;
    private const int None = int.MinValue / 2;

    /// <summary>Score and places of the letters; null where it does not match, or only by letters scattered anywhere.</summary>
    /// <param name="text">The text.</param>
    /// <param name="typed">Words with spaces between; none matches everything with 0.</param>
    public static Match? Of(string text, string typed)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(typed);
        var (score, places) = (0, new SortedSet<int>());
        foreach (var word in typed.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (OfWord(text, word) is not { } found)
                return null;
            score += found.Score;
            places.UnionWith(found.Places);
        }
        return new Match(score, [.. places]);
    }

    private static Match? OfWord(string text, string word)
    {
        if (word.Length > text.Length)
            return null;
        var (best, before) = (new int[word.Length, text.Length], new int[word.Length, text.Length]);
        for (var i = 0; i < word.Length; i++)
            Place(text, word[i], i, best, before);
        var end = Enumerable.Range(0, text.Length).MaxBy(at => best[word.Length - 1, at]);
        if (best[word.Length - 1, end] < LeastOfALetter * word.Length)
            return null;
        var places = new int[word.Length];
        for (var (i, at) = (word.Length - 1, end); i >= 0; at = before[i, at], i--)
            places[i] = at;
        var isWhole = IsStart(text, places[0]) && places[^1] - places[0] == word.Length - 1;
        var isAll = isWhole && word.Length == text.Length;
        return new Match(best[word.Length - 1, end] + (isWhole ? Whole : 0) + (isAll ? All : 0), places);
    }

    // best[i, at]: the first i + 1 letters are placed, the last of them at this place.
    private static void Place(string text, char letter, int i, int[,] best, int[,] before)
    {
        var (far, farAt) = (None, -1);
        for (var at = 0; at < text.Length; at++)
        {
            if (i > 0 && at > 1 && best[i - 1, at - 2] > far)
                (far, farAt) = (best[i - 1, at - 2], at - 2);
            best[i, at] = None;
            if (char.ToUpperInvariant(text[at]) != char.ToUpperInvariant(letter))
                continue;
            var own = Letter + (IsStart(text, at) ? Start : 0);
            var near = i > 0 && at > 0 ? best[i - 1, at - 1] + Next : None;
            var (earlier, from) =
                i == 0 ? (0, -1)
                : near >= far + Gap ? (near, at - 1)
                : (far + Gap, farAt);
            if (earlier > None / 2)
                (best[i, at], before[i, at]) = (own + earlier, from);
        }
    }

    private static bool IsStart(string text, int at) =>
        at == 0
        || (char.IsLetterOrDigit(text[at]) && !char.IsLetterOrDigit(text[at - 1]))
        || (char.IsUpper(text[at]) && char.IsLower(text[at - 1]));

    /// <summary>How a text answers.</summary>
    /// <param name="Score">The higher, the better.</param>
    /// <param name="Places">Places of the letters in the text, rising.</param>
    public sealed record Match(int Score, IReadOnlyList<int> Places);
}
