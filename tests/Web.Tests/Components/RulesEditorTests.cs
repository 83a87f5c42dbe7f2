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
    public void Check_SoundRules_FindsNothing() => Assert.Empty(RulesEditor.Check(Draft(SpecPresets.FirstRules()["rules"]!.ToJsonString())));

    [Fact]
    public void Check_OfNoRules_IsSilent() => Assert.Empty(RulesEditor.Check(new SpecDraft("""{ "version": 1, "strategy": { "kind": "rules", "rules": 5 } }""")));

    [Fact]
    public void EveryWordOffered_HasAMeaning_AndStandsOnce()
    {
        Assert.True(RuleVocabulary.All.Count > 80);
        Assert.All(RuleVocabulary.All, w => Assert.NotEmpty(w.Meaning));
        Assert.Equal(RuleVocabulary.All.Count, RuleVocabulary.All.Select(w => w.Name).Distinct().Count());
    }

    [Fact]
    public void ExamplesThatComeWithTheProduct_Compile()
        => Assert.All(RuleExamples.All, e => Assert.Empty(RulesEditor.Check(Draft(e.Json))));

    private static SpecDraft Draft(string rules) => new($$"""{ "version": 1, "data": { "target": "DEMO" }, "strategy": { "kind": "rules", "rules": {{rules}} } }""");
}
