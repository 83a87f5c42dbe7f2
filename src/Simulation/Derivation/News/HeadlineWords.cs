using System.Globalization;
using System.Text.RegularExpressions;

namespace Simulator.Derivation.News;

/// <summary>Splits a headline into words in lower case; addresses, tickers and names of accounts are left out.</summary>
internal static partial class HeadlineWords
{
    /// <summary>Stands for a mark that ends a clause.</summary>
    public const string Break = ",";

    /// <summary>The words and breaks of a text, and whether it is a question.</summary>
    public static (List<string> Words, bool IsQuestion) Of(string text)
    {
        var plain = NotWords().Replace(text.Replace('’', '\'').Replace('‘', '\''), " ");
        var words = new List<string>();
        foreach (Match match in Parts().Matches(plain))
        {
            var part = match.Value;
            if (char.IsLetterOrDigit(part[0]) || part.Length > 1)
                words.Add(Word(part));
            else
                words.Add(Break);
        }
        return (words, plain.TrimEnd(' ', '"', '\'').EndsWith('?'));
    }

    /// <summary>The direction that a signed percentage says: <c>+3%</c>, <c>-1.2%</c>; 0 for any other word.</summary>
    public static double SignOf(string word) =>
        word.Length < 3 || word[^1] != '%' ? 0
        : word[0] == '+' ? 0.5
        : word[0] == '-' ? -0.5
        : 0;

    // "Goldman's" is Goldman; "don't" stays.
    private static string Word(string part)
    {
        var lower = part.ToLower(CultureInfo.InvariantCulture);
        return lower.EndsWith("'s", StringComparison.Ordinal) && lower is not "what's" ? lower[..^2] : lower;
    }

    [GeneratedRegex(@"https?://\S+|www\.\S+|[$@]\w+|\bRT\b", RegexOptions.CultureInvariant)]
    private static partial Regex NotWords();

    // A number with its sign and percent sign, a word with its apostrophe, a mark that ends a clause (a dash with blanks around it too).
    [GeneratedRegex(
        @"(?<![\w%])[+-]\d[\d.,]*%|\d+(?:[.,]\d+)*%?|\p{L}+(?:'\p{L}+)?|[,;:.!?|]|(?<=\s)[-–—](?=\s)|—",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Parts();
}
