using Simulator.Rules;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>What the editor checks, offers and loads.</summary>
public sealed class RulesEditorTests
{
    [Fact]
    public void Check_FindsTheCharacter_AndSuggestsTheName()
    {
        var faults = RulesEditor.Check(Draft("""{ "version": 1, "entryLong": "crossesAbov(close, sma(20))" }"""));

        var fault = Assert.Single(faults);
        Assert.Equal(("entryLong", 1), (fault.Path, fault.Column));
        Assert.Contains("crossesAbove", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("^", fault.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SoundRules_FindsNothing() => Assert.Empty(RulesEditor.Check(Draft(RuleDocumentJson.Write(SpecPresets.First))));

    [Fact]
    public void Check_OfNoRules_IsSilent() =>
        Assert.Empty(RulesEditor.Check(new SpecDraft("""{ "version": 1, "strategy": { "kind": "rules", "rules": 5 } }""")));

    [Fact]
    public void EveryWordOffered_HasAMeaning_AndStandsOnce()
    {
        Assert.True(RuleVocabulary.All.Count > 80);
        Assert.All(RuleVocabulary.All, w => Assert.NotEmpty(w.Meaning));
        Assert.Empty(RuleVocabulary.All.GroupBy(w => w.Name).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void EveryWordInserted_IsAnExpression() =>
        Assert.All(
            RuleVocabulary.All,
            w =>
            {
                var rules = System.Text.Json.JsonSerializer.Serialize(
                    new
                    {
                        version = 1,
                        entryLong = "close > open",
                        stopLoss = "close * 0.9",
                        size = $"known({w.Insert}) ? 1 : 0.5",
                    }
                );
                Assert.Empty(RulesEditor.Check(Draft(rules)).Select(e => $"{w.Insert}: {e}"));
            }
        );

    [Fact]
    public void ExamplesThatComeWithTheProduct_Compile()
    {
        Assert.NotEmpty(RuleExamples.All);
        Assert.All(RuleExamples.All, e => Assert.Empty(RulesEditor.Check(Draft(e.Json))));
    }

    [Fact]
    public void EveryReadyRule_ChosenInTheForm_IsASoundSpec() =>
        Assert.All(
            Simulator.Strategies.NamedStrategies.All,
            rule =>
            {
                var draft = new SpecDraft("""{ "version": 1, "data": { "target": "DEMO" }, "strategy": { "kind": "buyAndHold" } }""");
                draft.Set("strategy", ReadyRule.Json(rule.Name));
                Assert.Equal(rule.NeedsForecast ? ["strategy.name"] : [], draft.Errors.Select(e => e.Path));
                Assert.Equal(
                    rule.Parameters.Select(p => p.Default),
                    rule.Parameters.Select(p => draft.GetText(rule.Name == "buyAndHold" ? "" : $"strategy.parameters.{p.Name}"))
                );
            }
        );

    private static SpecDraft Draft(string rules) =>
        new($$"""{ "version": 1, "data": { "target": "DEMO" }, "strategy": { "kind": "rules", "rules": {{rules}} } }""");
}
