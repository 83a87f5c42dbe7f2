using Bunit;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>A field of every kind shows the draft's value, writes what is typed, and has its error at itself.</summary>
public sealed class SpecFieldTests : FormContext
{
    private const string Sound =
        """{ "version": 1, "data": { "target": "A" }, "strategy": { "kind": "smaCross", "fastBars": 5, "slowBars": 20 } }""";

    [Fact]
    public void Number_Typed_IsWritten_AndWhatIsNone_StaysWithItsError()
    {
        var draft = new SpecDraft(Sound);
        var field = Field(draft, "strategy.fastBars", "number");
        Assert.Equal("5", field.Find("#spec-strategy-fastBars").GetAttribute("value"));

        field.Find("#spec-strategy-fastBars").Change("7");
        Assert.Equal("7", draft.GetText("strategy.fastBars"));

        field.Find("#spec-strategy-fastBars").Change("many");
        field.Render();
        Assert.Equal("many", field.Find("#spec-strategy-fastBars").GetAttribute("value"));
        Assert.Equal("true", field.Find("#spec-strategy-fastBars").GetAttribute("aria-invalid"));
        Assert.Contains("many", field.Find("#spec-strategy-fastBars-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void List_Typed_IsAnArray_AndTheErrorOfAnElementStandsAtTheList()
    {
        var draft = new SpecDraft(
            Sound.Replace(
                "\"strategy\"",
                "\"features\": [ { \"kind\": \"returns\", \"lagsBars\": [1, 5] } ], \"strategy\"",
                StringComparison.Ordinal
            )
        );
        var field = Field(draft, "features[0].lagsBars", "numbers");
        Assert.Equal("1, 5", field.Find("#spec-features-0-lagsBars").GetAttribute("value"));

        field.Find("#spec-features-0-lagsBars").Change("2, 0");
        field.Render();
        Assert.Equal("[2,0]", draft.Get("features[0].lagsBars")!.ToJsonString());
        Assert.Contains("was 0", field.Find("#spec-features-0-lagsBars-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_Cleared_TakesAnOptionalMemberOut()
    {
        var draft = new SpecDraft(Sound.Replace("\"version\": 1", "\"version\": 1, \"name\": \"Mine\"", StringComparison.Ordinal));
        var field = Field(draft, "name", "text", optional: true);
        field.Find("#spec-name").Change("");
        Assert.Empty(draft.GetText("name"));
    }

    [Fact]
    public void Check_Changed_IsWritten()
    {
        var draft = new SpecDraft(Sound);
        var field = Field(draft, "execution.allowShort", "check");
        field.Find("#spec-execution-allowShort").Change(false);
        Assert.Equal("false", draft.GetText("execution.allowShort"));
    }

    [Fact]
    public void Date_WrongInTheText_HasItsErrorAtTheField()
    {
        var draft = new SpecDraft(
            Sound.Replace("\"target\": \"A\"", "\"target\": \"A\", \"from\": \"2014-13-45\"", StringComparison.Ordinal)
        );
        var field = Field(draft, "data.from", "date");
        Assert.Contains(draft.ErrorsAt("data.from").First(), field.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Choice_ShowsTheWordsOfItsValue_AndWritesTheValueOfWords()
    {
        var draft = new SpecDraft(Sound);
        var field = Render<SpecField>(p =>
            p.AddCascadingValue(draft)
                .Add(f => f.Path, "execution.fill")
                .Add(f => f.Label, "Fills")
                .Add(f => f.Kind, "text")
                .Add(f => f.Options, [("nextOpen", "the next open"), ("sameClose", "the close of the decision")])
        );
        field.InvokeAsync(() => field.FindComponent<ChoiceField>().Instance.ValueChanged.InvokeAsync("sameClose"));
        field.Render();
        Assert.Equal("sameClose", draft.GetText("execution.fill"));
        Assert.Contains("the close of the decision", field.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Commission", "fraction", "Commission, fraction", null)]
    [InlineData("Borrow fee for short positions", "fraction per year", "Borrow fee for short positions", "fraction per year")]
    public void Unit_StandsInTheLabel_OrBeforeTheHint(string label, string unit, string shown, string? hint)
    {
        var field = Render<SpecField>(p =>
            p.AddCascadingValue(new SpecDraft(Sound)).Add(f => f.Path, "seed").Add(f => f.Label, label).Add(f => f.Unit, unit)
        );
        var text = field.FindComponent<TextField>().Instance;
        Assert.Equal((shown, hint), (text.Label, text.Hint));
    }

    [Fact]
    public void BlockedPath_CannotBeChanged() =>
        Assert.True(
            Field(new SpecDraft("""{ "version": 1, "strategy": 5 }"""), "strategy.fastBars", "number")
                .Find("#spec-strategy-fastBars")
                .HasAttribute("disabled")
        );

    private IRenderedComponent<SpecField> Field(SpecDraft draft, string path, string kind, bool optional = false) =>
        Render<SpecField>(p =>
            p.AddCascadingValue(draft)
                .Add(f => f.Path, path)
                .Add(f => f.Label, "Field")
                .Add(f => f.Kind, kind)
                .Add(f => f.Optional, optional)
        );
}
