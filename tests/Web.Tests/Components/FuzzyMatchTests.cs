using Simulator.Web.Components.Layout;

namespace Simulator.Tests.Web.Components;

/// <summary>What matches what was typed, what does not, and what matches better.</summary>
public sealed class FuzzyMatchTests
{
    [Theory]
    [InlineData("GAN forecasts → PPO agent", "gp", new[] { 0, 16 })]
    [InlineData("Quick cross", "qcr", new[] { 0, 6, 7 })]
    [InlineData("riskParity", "rp", new[] { 0, 4 })]
    [InlineData("Moving average cross", "av cr", new[] { 7, 8, 15, 16 })]
    public void Of_LettersInOrder_MatchAtTheBestPlaces(string text, string typed, int[] places) =>
        Assert.Equal(places, FuzzyMatch.Of(text, typed)!.Places);

    [Theory]
    [InlineData("Quick cross", "qx")]
    [InlineData("Quick cross", "crq")]
    [InlineData("GS", "gss")]
    [InlineData("unrelated sentence of many letters", "nltr")] // scattered anywhere
    public void Of_OtherLetters_OrScatteredOnes_DoNotMatch(string text, string typed) => Assert.Null(FuzzyMatch.Of(text, typed));

    [Fact]
    public void Of_Nothing_MatchesEverythingAlike() => Assert.Equal(0, FuzzyMatch.Of("GS", "  ")!.Score);

    [Theory]
    [InlineData("Cross-validation", "Moving average cross", "cross v")]
    [InlineData("DEMO", "A demonstration", "demo")]
    [InlineData("Data", "Adaptive trend", "data")]
    public void Score_OfTheLikelierText_IsHigher(string likely, string other, string typed) =>
        Assert.True(FuzzyMatch.Of(likely, typed)!.Score > (FuzzyMatch.Of(other, typed)?.Score ?? -1));
}
