using System.Text.Json.Nodes;
using Simulator.Features;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>Whatever is typed or kept, a draft can be read, asked and written without an exception.</summary>
public sealed class SpecDraftTests
{
    [Theory]
    [InlineData("""{ "version": 1, "version": 1 }""")]
    [InlineData("""{ "strategy": { "kind": "smaCross", "kind": "agent" } }""")]
    [InlineData("""{ "name": "\ud800" }""")]
    [InlineData("[1, 2]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{ \"data\": ")]
    public void UnreadableText_IsKeptWithItsError_AndTheFormRests(string text)
    {
        var draft = new SpecDraft(text);

        Assert.Equal(text, draft.Text);
        Assert.Null(draft.Spec);
        Assert.NotEmpty(draft.Errors);
        Assert.False(draft.IsReadable);
        Assert.Equal("", draft.GetText("strategy.kind"));
    }

    [Theory]
    [InlineData("""{ "strategy": 5 }""", "strategy.agent.steps")]
    [InlineData("""{ "data": "GS" }""", "data.target")]
    [InlineData("""{ "features": [ 1 ] }""", "features[0].windowBars")]
    [InlineData("""{ "features": { "kind": "returns" } }""", "features[0].windowBars")]
    public void WrongValueInTheWay_IsNotOverwritten(string text, string path)
    {
        var draft = new SpecDraft(text);

        Assert.False(draft.Holds(path));
        draft.Set(path, JsonValue.Create(7));

        Assert.Null(draft.Get(path));
        Assert.NotEmpty(draft.Errors);
    }

    [Fact]
    public void MissingParent_IsMade()
    {
        var draft = new SpecDraft("{}");

        Assert.True(draft.Holds("strategy.agent.steps"));
        draft.Set("strategy.agent.steps", JsonValue.Create(7));

        Assert.Equal("7", draft.GetText("strategy.agent.steps"));
    }

    [Fact]
    public void FieldsOfFeatures_AreThoseThatCanBeChosen()
    {
        var draft = new SpecDraft(
            """
            { "features": [ { "kind": "returns", "lagsBars": [1, 5] }, { "kind": "indicator", "name": "macd" },
              { "kind": "indicator", "name": "rsi" },
                            { "kind": "fourierTrend", "components": 4 }, 5, { "kind": "unheard" } ] }
            """
        );

        Assert.Equal(
            ["features[0].lagsBars", "features[2].windowBars", "features[3].components", "features[3].windowBars"],
            SpecFeatures.FieldsOf(draft).Select(f => f.Path)
        );
        Assert.Contains(SpecFeatures.Of(draft), g => g.Components == 4);
    }

    [Fact]
    public void FieldsOfAnIndicator_AreItsParameters()
    {
        var draft = new SpecDraft(
            """
            { "version": 1, "data": { "target": "GS" },
              "features": [ { "kind": "indicator", "name": "keltner" }, { "kind": "indicator", "name": "obv" } ],
              "strategy": { "kind": "buyAndHold" } }
            """
        );

        Assert.Empty(draft.Errors);
        Assert.Equal(
            ["features[0].parameters.bars", "features[0].parameters.multiple", "features[0].parameters.atr"],
            SpecFeatures.FieldsOf(draft).Select(f => f.Path)
        );
        Assert.Equal("10", draft.GetText("features[0].parameters.atr"));
        draft.Set("features[0].parameters.atr", JsonValue.Create(0));
        Assert.StartsWith("must be a whole number from 1", draft.ErrorsAt("features[0].parameters.atr").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void IndicatorOfTwoSeries_MayNameTheOther_WhichMustBeRelated()
    {
        var draft = new SpecDraft(
            """
            { "version": 1, "data": { "target": "GS", "related": ["VIX"] },
              "features": [ { "kind": "indicator", "name": "impliedRatio" } ], "strategy": { "kind": "buyAndHold" } }
            """
        );

        var field = SpecFeatures.FieldsOf(draft).Single(f => f.Path == "features[0].with");
        Assert.True(field.IsOptional && draft.Holds(field.Path));
        draft.Set(field.Path, JsonValue.Create("VXI"));
        Assert.Equal("'VXI' is not in data.related", draft.ErrorsAt(field.Path).Single());
        draft.Set(field.Path, JsonValue.Create("VIX"));
        Assert.Empty(draft.Errors);
    }

    [Fact]
    public void EveryIndicator_CanBeTurnedOnAndOff()
    {
        var draft = new SpecDraft("""{ "version": 1, "data": { "target": "GS" }, "strategy": { "kind": "buyAndHold" } }""");
        var indicators = SpecFeatures.Offered.Where(g => g.Kind == "indicator").ToList();

        Assert.Equal(FeatureCatalogue.IndicatorNames, indicators.Select(g => g.Name));
        Assert.All(
            indicators,
            group =>
            {
                SpecFeatures.Set(draft, group, wanted: true);
                Assert.Empty(draft.Errors);
                Assert.True(SpecFeatures.Has(draft, group));
                SpecFeatures.Set(draft, group, wanted: false);
                Assert.False(SpecFeatures.Has(draft, group));
            }
        );
    }

    [Fact]
    public void FittedFeature_OfTheTable_IsOfferedWithItsFields()
    {
        var draft = new SpecDraft("""{ "version": 1, "data": { "target": "GS" }, "strategy": { "kind": "buyAndHold" } }""");
        var toy = Assert.Single(SpecFeatures.Offered, g => g.Kind == "toyFeature");

        SpecFeatures.Set(draft, toy, wanted: true);

        Assert.Empty(draft.Errors);
        Assert.Equal(["features[0].trainFolds", "features[0].epochs"], SpecFeatures.FieldsOf(draft).Select(f => f.Path));
        Assert.Equal("6", draft.GetText("features[0].epochs"));
    }

    [Fact]
    public void FittedFeature_WithAChoice_OffersWhatCanBeChosen()
    {
        var draft = new SpecDraft("""{ "version": 1, "data": { "target": "GS" }, "strategy": { "kind": "buyAndHold" } }""");
        foreach (var kind in new[] { "eigenPortfolios", "classicalForecast" })
            SpecFeatures.Set(draft, Assert.Single(SpecFeatures.Offered, g => g.Kind == kind), wanted: true);

        var fields = SpecFeatures.FieldsOf(draft).ToDictionary(f => f.Path);
        Assert.Equal("number", fields["features[0].components"].Kind);
        Assert.Equal(["arima", "garch", "har"], fields["features[1].model"].Options!.Select(o => o.Item1));
        Assert.Equal("garch", draft.GetText("features[1].model"));
        draft.Set("features[1].model", JsonValue.Create("har"));
        Assert.Empty(draft.Errors);
    }

    [Fact]
    public void Remove_TakesTheMemberOut_AndNothingElse()
    {
        var draft = new SpecDraft(
            """
            { "version": 1, "data": { "target": "GS" }, "strategy": { "kind": "buyAndHold" },
              "execution": { "commission": { "fixed": 1 } } }
            """
        );

        draft.Remove("execution.commission");
        draft.Remove("nothing.at.all");

        Assert.Null(draft.Get("execution.commission"));
        Assert.Equal("0.001", draft.GetText("execution.commissionRate"));
        Assert.Empty(draft.Errors);
    }
}
