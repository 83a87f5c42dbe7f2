using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Portfolios.Methods;
using Simulator.Runs;
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

    [Fact]
    public void EveryMethodAndLearner_HasACardWithItsWords_AndMethodsAPicture()
    {
        foreach (var method in PortfolioMethods.All)
        {
            var card = GalleryCard.Find($"portfolio/{method.Name}")!;
            Assert.False(card.Suits.Length == 0 || card.Weakness.Length == 0, card.Key);
            Assert.Equal(64, StrategyPictures.Of(card)!.Equity.Split(' ').Length);
        }
        foreach (var row in LearnerTable.Agents.Concat(LearnerTable.Forecasters))
        {
            var card = GalleryCard.All.Single(c => c.Role == row.Role && c.Name == row.Name);
            Assert.Equal((row.Title, row.Suits, row.Weakness), (card.Title, card.Suits, card.Weakness));
            Assert.Equal(
                row.Parameters.Count(p => p.IsBasic && row.Property(p).GetValue(row.DefaultSpec) is not null),
                card.Parameters.Count
            );
        }
        Assert.All(
            new[] { "agent/ppo", "forecaster/gan" }.Select(GalleryCard.Find),
            card => Assert.False(card!.Suits.Length == 0 || card.Weakness.Length == 0, card.Key)
        );
    }

    [Theory]
    [InlineData("agent/ppo", "agent", "validationReturn", "validationBuyAndHold")]
    [InlineData("forecaster/gan", "forecaster", "validationCrps", "randomWalkCrps")]
    public void PictureOfALearner_IsItsValidationBesideItsBaseline(string key, string stage, string own, string baseline)
    {
        JobEvent.Evaluated Point(int group, int step) =>
            new(stage, group, step, new Dictionary<string, double> { [own] = 2.0 + step, [baseline] = 2 });
        var card = GalleryCard.Find(key)!;

        var picture = LearnerPictures.Draw(card, [Point(0, 0), Point(0, 1), Point(0, 2), Point(1, 9)])!;

        Assert.Equal("0,46 80,24 160,2", picture.Equity);
        Assert.Equal("0,46 80,46 160,46", picture.Price);
        Assert.Null(LearnerPictures.Draw(card, []));
    }

    [Theory]
    [InlineData("ready/donchianBreakout", "named", "donchianBreakout")]
    [InlineData("portfolio/hrp", "portfolio", "hrp")]
    [InlineData("agent/ppo", "agent", "ppo")]
    [InlineData("forecaster/gan", "agent", "gan")]
    public void Card_Taken_IsWhatTrades(string key, string kind, string name)
    {
        var draft = new SpecDraft(SpecJson.Write(SpecPresets.Make("rules", "A", ["B", "C"])));

        StrategyChoice.Take(draft, GalleryCard.Find(key)!);

        Assert.Empty(draft.Errors);
        Assert.Equal(kind, draft.GetText("strategy.kind"));
        Assert.Contains(name, new[] { "strategy.name", "strategy.method", "strategy.agent.kind", "forecaster.kind" }.Select(draft.GetText));
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
        var draft = new SpecDraft(SpecJson.Write(SpecPresets.Make("ganPpo", "A", [])));
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
