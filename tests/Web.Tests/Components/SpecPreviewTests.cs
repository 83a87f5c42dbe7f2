using System.Text.RegularExpressions;
using Bunit;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Tests.Web.Charting;
using Simulator.Web.Charting;
using Simulator.Web.Components.Specs;
using Simulator.Web.Components.Workspace;

namespace Simulator.Tests.Web.Components;

/// <summary>The draft on its chart beside the form.</summary>
public sealed partial class SpecPreviewTests : PageContext
{
    public SpecPreviewTests() => Store.Series.AddAsync([new(ChartSeries.Daily("GS"), "gs.csv", """{"findings":[]}""", 0)], default).Wait();

    [Fact]
    public void Draft_IsDrawn_AndSaid_WithoutAnyProfit()
    {
        var shown = Show(Cross(5, 20), hasErrors: false);
        shown.WaitForAssertion(() => Assert.Matches(Entries(), shown.Find("[role=status]").TextContent));
        Assert.StartsWith("previews/", shown.FindComponent<ChartWorkspace>().Instance.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("profit ", shown.Find("[role=status]").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void DraftWithErrors_LeavesTheLastPicture_AndSaysSo()
    {
        var shown = Show(Cross(5, 20), hasErrors: false);
        shown.WaitForAssertion(() => shown.FindComponent<ChartWorkspace>());
        var (source, said) = (shown.FindComponent<ChartWorkspace>().Instance.Source, shown.Find("[role=status]").TextContent);

        shown.Render(p => p.Add(c => c.Spec, Cross(20, 5)).Add(c => c.HasErrors, true));

        Assert.Equal(source, shown.FindComponent<ChartWorkspace>().Instance.Source);
        Assert.Equal(said, shown.Find("[role=status]").TextContent);
        Assert.Contains("errors", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void NoDraft_SaysWhatStandsHere()
    {
        var shown = Show(null, hasErrors: true);
        Assert.Contains("as soon as it has no errors", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherName_MakesNoNewPreview_AndAPageHoldsTwoAtMost()
    {
        var shown = Show(Cross(5, 20), hasErrors: false);
        shown.WaitForAssertion(() => shown.FindComponent<ChartWorkspace>());
        var source = shown.FindComponent<ChartWorkspace>().Instance.Source;
        shown.Render(p => p.Add(c => c.Spec, Cross(5, 20) with { Name = "Mine" }));
        Assert.Equal(source, shown.FindComponent<ChartWorkspace>().Instance.Source);

        for (var slow = 21; slow < 26; slow++)
        {
            var before = shown.FindComponent<ChartWorkspace>().Instance.Source;
            shown.Render(p => p.Add(c => c.Spec, Cross(5, slow)));
            shown.WaitForAssertion(() => Assert.NotEqual(before, shown.FindComponent<ChartWorkspace>().Instance.Source));
        }
        Assert.InRange(Charts.Previews.Count, 1, 2);
        await DisposeComponentsAsync();
        // Its chart may have asked for something just before.
        Assert.InRange(Charts.Previews.Count, 1, 2);
    }

    [Fact]
    public async Task EdgeMovedOnTheChart_IsTheNewSplit()
    {
        SplitSpec? moved = null;
        var shown = Show(Cross(5, 20), hasErrors: false, split => moved = split);
        shown.WaitForAssertion(() => shown.FindComponent<ChartWorkspace>());
        var time = ShownClock.Times(Store.Series.Find("GS")!)[150];
        await shown.InvokeAsync(() => shown.FindComponent<ChartWorkspace>().Instance.MoveSplit("test", time));
        Assert.Equal(150, moved!.TestStart(400));
    }

    private IRenderedComponent<SpecPreview> Show(SimulationSpec? spec, bool hasErrors, Action<SplitSpec>? moved = null) =>
        Render<SpecPreview>(p => p.Add(c => c.Spec, spec).Add(c => c.HasErrors, hasErrors).Add(c => c.SplitChanged, s => moved?.Invoke(s)));

    private static SimulationSpec Cross(int fast, int slow) =>
        SpecPresets.Make("smaCross", "GS", []) with
        {
            Strategy = new Simulator.Strategies.SmaCrossStrategySpec { FastBars = fast, SlowBars = slow },
        };

    [GeneratedRegex("^\\d+ entries from \\d{4}-\\d{2}-\\d{2} to \\d{4}-\\d{2}-\\d{2}, [\\d.]+ a year; a trade lasts [\\d.]+ bars")]
    private static partial Regex Entries();
}
