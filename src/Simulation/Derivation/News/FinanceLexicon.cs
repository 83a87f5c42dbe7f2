using System.Collections.Frozen;

namespace Simulator.Derivation.News;

/// <summary>What a word or phrase does in a headline.</summary>
internal enum WordRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is good or bad by itself.</summary>
    Polar,

    /// <summary>It moves, upwards or downwards: good or bad by what moves, which usually stands before it.</summary>
    Moves,

    /// <summary>It moves something, which usually stands after it.</summary>
    Acts,

    /// <summary>What moves or is moved.</summary>
    Object,

    /// <summary>It turns what follows into its opposite.</summary>
    Negator,

    /// <summary>It makes its neighbour stronger.</summary>
    Booster,

    /// <summary>It makes its neighbour weaker.</summary>
    Damper,

    /// <summary>It begins a side remark.</summary>
    Subordinator,
}

/// <summary>A word of the lexicon.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Weight">What it says alone: positive for good, negative for bad; of a direction, positive for upwards.</param>
/// <param name="Valence">Of an object: 1 where more of it is good, −1 where it is bad, 0 where it is neither.</param>
/// <param name="NeedsObject">Of a direction: whether it says nothing without one.</param>
internal readonly record struct LexiconWord(WordRole Role, double Weight = 0, int Valence = 0, bool NeedsObject = false);

/// <summary>The finance lexicon: every word and phrase with what it does, made from <see cref="FinanceWords"/> once.</summary>
internal static class FinanceLexicon
{
    /// <summary>The longest phrase, in words.</summary>
    public const int LongestPhrase = 4;

    private static readonly FrozenDictionary<string, LexiconWord> s_words = Words().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, LexiconWord> s_phrases = Phrases().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How many words and forms it has.</summary>
    public static int WordCount => s_words.Count;

    /// <summary>How many phrases it has.</summary>
    public static int PhraseCount => s_phrases.Count;

    /// <summary>Words of the longest phrase that is written down.</summary>
    public static int LongestWritten => s_phrases.Keys.Max(p => p.Count(c => c == ' ') + 1);

    /// <summary>What a word does, in lower case.</summary>
    public static LexiconWord Word(string word) => s_words.GetValueOrDefault(word);

    /// <summary>What a phrase does: its words in lower case, parted by single blanks; null when it is none.</summary>
    public static LexiconWord? Phrase(string phrase) => s_phrases.TryGetValue(phrase, out var known) ? known : null;

    /// <summary>A verb with its forms on -s, -ed and -ing.</summary>
    internal static IEnumerable<string> Forms(string verb)
    {
        var doubled = verb.EndsWith('*');
        var stem = doubled ? verb[..^1] : verb;
        yield return stem;
        if (stem.EndsWith('y') && !"aeiou".Contains(stem[^2], StringComparison.Ordinal))
        {
            yield return stem[..^1] + "ies";
            yield return stem[..^1] + "ied";
            yield return stem + "ing";
            yield break;
        }
        yield return Plural(stem);
        var before = doubled ? stem + stem[^1] : stem.TrimEnd('e');
        yield return before + "ed";
        yield return before + "ing";
    }

    private static string Plural(string noun) =>
        noun.EndsWith('y') && !"aeiou".Contains(noun[^2], StringComparison.Ordinal) ? noun[..^1] + "ies"
        : noun.EndsWith('s')
        || noun.EndsWith('x')
        || noun.EndsWith("sh", StringComparison.Ordinal)
        || noun.EndsWith("ch", StringComparison.Ordinal)
            ? noun + "es"
        : noun + "s";

    // What is written later wins: a word of two roles has that of the more special list.
    private static Dictionary<string, LexiconWord> Words()
    {
        var words = new Dictionary<string, LexiconWord>(StringComparer.Ordinal);
        foreach (var (weight, list) in FinanceWords.Polar)
            Put(words, Split(list), new LexiconWord(WordRole.Polar, weight));
        foreach (var (weight, list) in FinanceWords.PolarVerbs)
            Put(words, Split(list).SelectMany(Forms), new LexiconWord(WordRole.Polar, weight));
        foreach (var (alone, list) in FinanceWords.GoodObjects)
            Put(words, Split(list).SelectMany(Both), new LexiconWord(WordRole.Object, alone, 1));
        foreach (var (alone, list) in FinanceWords.BadObjects)
            Put(words, Split(list).SelectMany(Both), new LexiconWord(WordRole.Object, alone, -1));
        Put(words, Split(FinanceWords.VoidObjects).SelectMany(Both), new LexiconWord(WordRole.Object));
        var needing = Split(FinanceWords.NeedObject).SelectMany(Forms).ToHashSet(StringComparer.Ordinal);
        Directions(words, FinanceWords.Up, WordRole.Moves, 1, needing);
        Directions(words, FinanceWords.Down, WordRole.Moves, -1, needing);
        Directions(words, FinanceWords.Raise, WordRole.Acts, 1, needing);
        Directions(words, FinanceWords.Reduce, WordRole.Acts, -1, needing);
        foreach (var (weight, list) in FinanceWords.Irregular)
            Put(words, Split(list), new LexiconWord(WordRole.Moves, weight));
        Put(words, Split(FinanceWords.Boosters), new LexiconWord(WordRole.Booster));
        Put(words, Split(FinanceWords.Dampers), new LexiconWord(WordRole.Damper));
        Put(words, Split(FinanceWords.Subordinators), new LexiconWord(WordRole.Subordinator));
        Put(words, Split(FinanceWords.Negators), new LexiconWord(WordRole.Negator));
        return words;
    }

    private static void Directions(
        Dictionary<string, LexiconWord> words,
        (double Weight, string Verbs)[] lists,
        WordRole role,
        int sign,
        HashSet<string> needing
    )
    {
        foreach (var (weight, list) in lists)
        {
            foreach (var form in Split(list).SelectMany(Forms))
                words[form] = new LexiconWord(role, sign * weight, NeedsObject: needing.Contains(form));
        }
    }

    private static Dictionary<string, LexiconWord> Phrases()
    {
        var phrases = new Dictionary<string, LexiconWord>(StringComparer.Ordinal);
        foreach (var (weight, list) in FinancePhrases.All)
            Put(phrases, list.SelectMany(Expanded), new LexiconWord(weight == 0 ? WordRole.None : WordRole.Polar, weight));
        Put(phrases, FinanceWords.NegatingPhrases.SelectMany(Expanded), new LexiconWord(WordRole.Negator));
        return phrases;
    }

    private static IEnumerable<string> Expanded(string phrase) =>
        phrase
            .Split(' ')
            .Aggregate<string, IEnumerable<string>>(
                [""],
                (made, word) => [.. made.SelectMany(m => word.Split('/').Select(w => m.Length == 0 ? w : $"{m} {w}"))]
            );

    private static IEnumerable<string> Both(string noun) => [noun, Plural(noun)];

    private static string[] Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Put(Dictionary<string, LexiconWord> into, IEnumerable<string> keys, LexiconWord word)
    {
        foreach (var key in keys)
            into[key] = word;
    }
}
