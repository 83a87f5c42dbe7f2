namespace Simulator.Derivation.News;

/// <summary>
/// Scores English headlines by <see cref="FinanceLexicon"/>: P is the sum of what is good, N of what is bad, the score
/// (P − N) / (P + N + 1). Only sums and one division, so the same on every machine; <c>docs/algorithms/news.md</c> has the rules.
/// </summary>
internal sealed class LexiconScorer : IHeadlineScorer
{
    private const int ObjectReach = 4;
    private const int NegationReach = 3;
    private const double Negated = -0.75;
    private const double Boosted = 1.5;
    private const double Damped = 0.5;
    private const double SideRemark = 0.5;
    private const double Asked = 0.5;

    /// <inheritdoc/>
    public string Name => "the finance lexicon";

    /// <inheritdoc/>
    public double[] Score(IReadOnlyList<string> texts) => [.. texts.Select(ScoreOf)];

    /// <inheritdoc/>
    public void Dispose() { }

    /// <summary>The score of one text, −1 … 1.</summary>
    public static double ScoreOf(string text)
    {
        var (words, isQuestion) = HeadlineWords.Of(text);
        var units = Units(words);
        var said = new double[units.Count];
        var isTaken = new bool[units.Count];
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Word.Role is WordRole.Moves or WordRole.Acts)
                said[i] = Direction(units, i, isTaken);
        }
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Word.Role == WordRole.Polar || (units[i].Word.Role == WordRole.Object && !isTaken[i]))
                said[i] = units[i].Word.Weight;
        }
        double good = 0,
            bad = 0;
        for (var i = 0; i < units.Count; i++)
        {
            if (said[i] == 0)
                continue;
            var counted = said[i] * Factor(units, i) * (isQuestion ? Asked : 1);
            good += Math.Max(counted, 0);
            bad += Math.Max(-counted, 0);
        }
        return (good - bad) / (good + bad + 1);
    }

    private static List<Unit> Units(List<string> words)
    {
        var units = new List<Unit>(words.Count);
        var isSide = false;
        for (var i = 0; i < words.Count; )
        {
            if (words[i] == HeadlineWords.Break)
            {
                isSide = false;
                units.Add(new Unit(default, true, false));
                i++;
                continue;
            }
            var (word, length) = Longest(words, i);
            isSide |= word.Role == WordRole.Subordinator;
            units.Add(new Unit(word, word.Role == WordRole.Subordinator, isSide));
            i += length;
        }
        return units;
    }

    private static (LexiconWord Word, int Length) Longest(List<string> words, int at)
    {
        for (var length = Math.Min(FinanceLexicon.LongestPhrase, words.Count - at); length > 1; length--)
        {
            if (FinanceLexicon.Phrase(string.Join(' ', words.Skip(at).Take(length))) is { } phrase)
                return (phrase, length);
        }
        return (
            HeadlineWords.SignOf(words[at]) is var sign and not 0 ? new LexiconWord(WordRole.Polar, sign) : FinanceLexicon.Word(words[at]),
            1
        );
    }

    // A movement is good or bad by what moves: the nearest object on its usual side, else on the other.
    private static double Direction(List<Unit> units, int at, bool[] isTaken)
    {
        var word = units[at].Word;
        var first = word.Role == WordRole.Acts ? 1 : -1;
        var found = Object(units, at, first) ?? Object(units, at, -first);
        if (found is not { } i)
            return word.NeedsObject ? 0 : word.Weight;
        isTaken[i] = true;
        return word.Weight * units[i].Word.Valence;
    }

    private static int? Object(List<Unit> units, int at, int step)
    {
        for (var i = at + step; i >= 0 && i < units.Count && Math.Abs(i - at) <= ObjectReach; i += step)
        {
            if (units[i].IsBoundary)
                return null;
            if (units[i].Word.Role == WordRole.Object)
                return i;
        }
        return null;
    }

    private static double Factor(List<Unit> units, int at)
    {
        var factor = units[at].IsSide ? SideRemark : 1;
        if (Near(units, at, -NegationReach, WordRole.Negator))
            factor *= Negated;
        if (Near(units, at, -2, WordRole.Booster) || Near(units, at, 1, WordRole.Booster))
            factor *= Boosted;
        if (Near(units, at, -2, WordRole.Damper) || Near(units, at, 1, WordRole.Damper))
            factor *= Damped;
        return factor;
    }

    private static bool Near(List<Unit> units, int at, int reach, WordRole role)
    {
        var step = Math.Sign(reach);
        for (var i = at + step; i >= 0 && i < units.Count && Math.Abs(i - at) <= Math.Abs(reach); i += step)
        {
            if (units[i].IsBoundary)
                return false;
            if (units[i].Word.Role == role)
                return true;
        }
        return false;
    }

    /// <summary>A word or phrase in its place.</summary>
    /// <param name="Word">What it does.</param>
    /// <param name="IsBoundary">A mark or the beginning of a side remark: what stands before says nothing of what stands after.</param>
    /// <param name="IsSide">Inside of a side remark.</param>
    private readonly record struct Unit(LexiconWord Word, bool IsBoundary, bool IsSide);
}
