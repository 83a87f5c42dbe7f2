using Simulator.Derivation.News;

namespace Simulator.Tests.Derivation.News;

/// <summary>The rules of the lexicon, each with a number by hand: s = (P − N) / (P + N + 1).</summary>
public sealed class LexiconScorerTests
{
    [Theory]
    [InlineData("Profit rises", 0.5)] // P = 1
    [InlineData("Profit falls", -0.5)]
    [InlineData("Losses narrow", 0.5)] // downwards of what is bad
    [InlineData("Losses widen", -0.5)]
    [InlineData("Company cuts dividend", -0.5)]
    [InlineData("Company cuts expenses", 0.5)]
    [InlineData("Bank beats estimates", 0.6)] // a phrase of 1.5
    [InlineData("Shares fall sharply", -0.6)] // 1 × 1.5
    [InlineData("Shares fall slightly", -1.0 / 3)] // 1 × 0.5
    [InlineData("Shares not rising", -0.75 / 1.75)] // 1 × −0.75
    [InlineData("Will shares rise?", 1.0 / 3)] // half for a question
    [InlineData("Shares rise despite fraud", 0.5 / 2.5)] // P = 1, N = 1 × 0.5
    [InlineData("Company to hold meeting in May", 0)]
    [InlineData("", 0)]
    public void Score_OfAHeadline_FollowsTheRules(string headline, double score) =>
        Assert.Equal(score, LexiconScorer.ScoreOf(headline), 1e-12);

    [Theory]
    [InlineData("slip*", "slip slips slipped slipping")]
    [InlineData("rally", "rally rallies rallied rallying")]
    [InlineData("slash", "slash slashes slashed slashing")]
    [InlineData("raise", "raise raises raised raising")]
    public void Forms_OfAVerb_AreSpelt(string verb, string forms) => Assert.Equal(forms, string.Join(' ', FinanceLexicon.Forms(verb)));

    [Fact]
    public void Lexicon_HasHundredsOfWordsAndPhrases_NoneTooLong()
    {
        Assert.True(FinanceLexicon.WordCount > 1000, $"{FinanceLexicon.WordCount}");
        Assert.True(FinanceLexicon.PhraseCount > 500, $"{FinanceLexicon.PhraseCount}");
        Assert.Equal(FinanceLexicon.LongestPhrase, FinanceLexicon.LongestWritten);
    }
}
