using Bunit;
using Simulator.Robustness.Sweeps;
using Simulator.Web.Components.Searches;
using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Components;

/// <summary>All runs of a sweep: what the handles keep, what the table shows, what is said of the chosen one.</summary>
public sealed class CloudViewTests : FormContext
{
    // fast 5, 10, 15 and slow 20, 40: a plateau at fast = 10.
    private static readonly SweepCloud s_cloud = new(
        ["fast", "slow"],
        [
            ["5", "10", "15"],
            ["20", "40"],
        ],
        [
            [0, 0],
            [0, 1],
            [1, 0],
            [1, 1],
            [2, 0],
            [2, 1],
        ],
        [0.5, 0.6, 0.8, 1, 0.1, double.NaN],
        6
    );

    private static readonly ParameterSet s_best = ParameterSet.Of([new("fast", "10"), new("slow", "40")]);

    public CloudViewTests() => Render<MudBlazor.MudPopoverProvider>();

    [Fact]
    public void Best_IsChosen_AndComparedWithTheMedianOfItsNeighbours()
    {
        var said = Text(View().Find("#cloud-chosen").TextContent);

        // Neighbours of fast=10 slow=40 with a score: 0.5, 0.6, 0.8, 0.1.
        Assert.StartsWith(
            "fast=10 slow=40 stands on a plateau: the median of its 4 neighbours is +0.55, the worst +0.10, against its own +1.00.",
            said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void EveryParameter_HasItsShare()
    {
        var figures = View().FindAll("figure[data-parameter]");

        Assert.Equal(["fast", "slow"], figures.Select(f => f.GetAttribute("data-parameter")));
        Assert.All(figures, f => Assert.Contains("explains", f.TextContent, StringComparison.Ordinal));
        Assert.Equal(5, figures[0].QuerySelector("path.dots")!.GetAttribute("d")!.Split('M').Length - 1);
    }

    [Fact]
    public void Handle_OfAnAxis_KeepsTheRunsWithinIt_AndGivesThemBack()
    {
        var view = View();
        Assert.Equal("6 of 6 runs", view.Find("[role=status]").TextContent);

        view.Find("input[aria-label='Lowest fast']").Change("1");
        Assert.Equal("4 of 6 runs", view.Find("[role=status]").TextContent);
        view.Find("input[aria-label='Highest fast']").Change("0"); // never below the lower handle
        Assert.Equal("2 of 6 runs", view.Find("[role=status]").TextContent);
        Assert.Equal("10", view.Find("input[aria-label='Highest fast']").GetAttribute("aria-valuetext"));

        view.FindAll("button").Single(b => b.TextContent.Contains("Show all runs", StringComparison.Ordinal)).Click();
        Assert.Equal("6 of 6 runs", view.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Handle_OfTheScores_LeavesOutRunsWithoutOne()
    {
        var brush = new CloudBrush(s_cloud);
        Assert.True(brush.Has(5));

        brush.SetLow(2, 1);

        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 6).Where(brush.Has));
        Assert.Equal((0.1, 1, 0.109), (brush.Worst, brush.Best, Math.Round(brush.ScoreAt(1), 3)));
    }

    [Fact]
    public void Table_HasTheBestFirst_AndLeadsToANewSimulation()
    {
        var rows = View().FindAll("tbody tr").Where(r => r.QuerySelector("td") is not null && r.TextContent.Length > 0).ToList();

        Assert.Equal(["10", "40", "+1.00"], rows[0].QuerySelectorAll("td.figure").Select(c => c.TextContent));
        Assert.Contains("cell=fast%3D10&cell=slow%3D40", rows[0].QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    private static string Text(string markup) => string.Join(' ', markup.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<CloudView> View() =>
        Render<CloudView>(p => p.Add(v => v.Id, "s1").Add(v => v.Cloud, s_cloud).Add(v => v.Best, s_best).Add(v => v.RankedBy, "sharpe"));
}
