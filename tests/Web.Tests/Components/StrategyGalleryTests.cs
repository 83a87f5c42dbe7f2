using Simulator.Strategies;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>What the gallery offers comes from the tables, and all of it is found.</summary>
public sealed class StrategyGalleryTests
{
    [Fact]
    public void EveryNamedStrategyAndExample_HasItsWords_AndAPictureWhereItCanBeRun()
    {
        Assert.All(NamedStrategies.All, s => Assert.False(s.Suits.Length == 0 || s.Weakness.Length == 0, s.Name));
        Assert.All(RuleExamples.All, e => Assert.False(e.Suits.Length == 0 || e.Weakness.Length == 0, e.Name));
        Assert.All(
            GalleryCard.All.Where(c => c.Group == "ready" && !NamedStrategies.Find(c.Name)!.NeedsForecast),
            c => Assert.Equal(64, StrategyPictures.Of(c)!.Equity.Split(' ').Length)
        );
    }

    [Theory]
    [InlineData("donchian", "donchianBreakout")]
    [InlineData("TREND futures months", "timeSeriesMomentum")]
    public void Search_FindsByAnyWords(string words, string name) =>
        Assert.Contains(GalleryCard.All.Where(c => c.Has(words)), c => c.Name == name);

    [Fact]
    public void Search_OfNonsense_FindsNothing() => Assert.DoesNotContain(GalleryCard.All, c => c.Has("qqqq"));

    [Fact]
    public void Effort_QuickAndBack_AreTheUsualValues()
    {
        var draft = new SpecDraft(Simulator.Runs.SpecJson.Write(SpecPresets.Make("ganPpo", "A", [])));
        Assert.True(Effort.All[1].Is(draft));
        var usual = draft.Text;
        Effort.All[0].Write(draft);
        Assert.True(Effort.All[0].Is(draft));
        Assert.Empty(draft.Errors);
        Effort.All[2].Write(draft);
        Assert.Empty(draft.Errors);
        Effort.All[1].Write(draft);
        Assert.Equal(usual, draft.Text);
    }
}
