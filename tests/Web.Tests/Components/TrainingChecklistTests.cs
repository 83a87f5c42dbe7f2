using Bunit;
using Simulator.Diagnostics;
using Simulator.Features;
using Simulator.Runs;
using Simulator.Tests.Web.Charting;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>The checks before training beside the form.</summary>
public sealed class TrainingChecklistTests : PageContext
{
    public TrainingChecklistTests() =>
        Store.Series.AddAsync([new(ChartSeries.Daily("GS"), "gs.csv", """{"findings":[]}""", 0)], default).Wait();

    [Fact]
    public void DraftThatLearnsNothing_HasNoChecklist() => Assert.Equal("", Show(SpecPresets.Make("smaCross", "GS", [])).Markup.Trim());

    [Fact]
    public void Draft_IsCheckedWhenAsked_AndTheFindingsGoWithItsNextChange()
    {
        var shown = Show(Learning(5));
        Assert.Empty(shown.FindAll("[data-check]"));
        shown.Find("button").Click();
        shown.WaitForAssertion(() =>
            Assert.Equal(TrainingChecks.Names, shown.FindAll("[data-check]").Select(row => row.GetAttribute("data-check")!))
        );
        Assert.Contains(
            "return_5 (entirely), momentum_5 (entirely)",
            shown.Find("[data-check=collinearity]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Matches(@"^\d+ of 17 checks found something notable\.$", shown.Find("[role=status]").TextContent);

        shown.Render(p => p.Add(c => c.Spec, Learning(9)));
        Assert.Empty(shown.FindAll("[data-check]"));
    }

    [Fact]
    public void DraftWithErrors_CannotBeChecked()
    {
        var shown = Render<TrainingChecklist>(p => p.Add(c => c.Spec, Learning(5)).Add(c => c.HasErrors, true));
        Assert.True(shown.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public void FeaturesThatTheSeriesCannotServe_AreSaid()
    {
        var shown = Show(Learning(5) with { Features = [new IndicatorFeatureSpec { Name = "beta" }] });
        shown.Find("button").Click();
        shown.WaitForAssertion(() =>
            Assert.Contains("beta compares with a related series", shown.Find("[role=status]").TextContent, StringComparison.Ordinal)
        );
    }

    private IRenderedComponent<TrainingChecklist> Show(SimulationSpec spec) =>
        Render<TrainingChecklist>(p => p.Add(c => c.Spec, spec).Add(c => c.HasErrors, false));

    private static SimulationSpec Learning(int bars) =>
        SpecPresets.Make("ganPpo", "GS", []) with
        {
            Features = [new ReturnsFeatureSpec { LagsBars = [1, bars] }, new IndicatorFeatureSpec { Name = "momentum", WindowBars = bars }],
        };
}
