using System.Diagnostics;
using Bunit;
using Simulator.Reporting;
using Simulator.Web.Components.Report;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>The list of trades: sorted, filtered, grouped; five thousand of them.</summary>
public sealed class TradesPartTests : ReportContext
{
    private static readonly PerformanceReport s_report = ReportSamples.Report(
        ReportSamples.Trade(100, 105, 10),
        ReportSamples.Trade(106, 140, -30, isShort: true, why: "stop-loss of bar 130 filled at its price 97"),
        ReportSamples.Trade(141, 150, 25, why: "take-profit of bar 149 filled at its price 102.5")
    );

    [Fact]
    public void Rows_ShowProfitSoFar_AndWhyTheyWereClosed()
    {
        var rows = Rows(Grid(s_report));

        Assert.Equal(3, rows.Length);
        Assert.Equal(["+10", "−20", "+5"], rows.Select(r => Cell(r, 9)));
        Assert.Equal(["market order", "stop-loss", "take-profit"], rows.Select(r => r[^1]));
        Assert.Equal("2024-01-02", rows[0][2]);
    }

    [Fact]
    public void Heading_Pressed_Sorts()
    {
        var grid = Grid(s_report);

        grid.FindAll("th")
            .Single(h => h.TextContent.Contains("P/L, USD", StringComparison.Ordinal))
            .QuerySelector(".sortable-column-header")!
            .Click();

        Assert.Equal(["−30", "+10", "+25"], Rows(grid).Select(r => Cell(r, 8)));
    }

    [Fact]
    public void Words_FilterByReason_AndTheSummaryCounts()
    {
        var grid = Grid(s_report);

        grid.Find("#trades-find").Input("stop-loss");

        grid.WaitForAssertion(() => Assert.Equal("2", Assert.Single(Rows(grid))[0]));
        Assert.Equal("1 of 3 trades, 0 % won, profit −30 USD.", grid.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Choice_FiltersAndGroups_WithTheFiguresOfEachGroup()
    {
        var lines = TradeLine.Of(s_report);

        Assert.Equal(
            [1, 3],
            new TradeChoice { Outcome = "won" }
                .Apply(lines)
                .Select(l => l.Number)
        );
        Assert.Equal(
            [2],
            new TradeChoice { Side = "short" }
                .Apply(lines)
                .Select(l => l.Number)
        );
        var months = new TradeChoice { Grouping = TradeGrouping.Month }.Groups(lines);
        Assert.Equal([("2024-01", 1, 10.0), ("2024-02", 2, -5.0)], months.Select(m => (m.Key, m.Count, m.ProfitLoss)));
        var reasons = new TradeChoice { Grouping = TradeGrouping.Reason, Group = "take-profit" };
        Assert.Equal([3], reasons.Apply(lines).Select(l => l.Number));
        Assert.Equal(["market order", "stop-loss", "take-profit"], reasons.Groups(lines).Select(g => g.Key));
        Assert.Empty(new TradeChoice().Groups(lines));
    }

    [Fact]
    public void FiveThousandTrades_AreReadyInTwoSeconds()
    {
        var report = ReportSamples.Report(ReportSamples.Trades(5_000));
        var watch = Stopwatch.StartNew();

        var lines = TradeLine.Of(report);
        var groups = new TradeChoice { Grouping = TradeGrouping.Month }.Groups(lines);

        Assert.Equal(5_000, groups.Sum(g => g.Count));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed.TotalSeconds:0.00} s");
    }

    [Fact]
    public void StaticPage_HasAPlainTable()
    {
        var part = Render<TradesPart>(p => p.AddCascadingValue("Static", true).Add(t => t.Report, s_report).Add(t => t.Currency, "USD"));

        Assert.Equal(3, part.FindAll("tbody tr").Count);
        Assert.Empty(part.FindAll("button, input"));
    }

    private IRenderedComponent<TradesPart> Grid(PerformanceReport report) =>
        Render<TradesPart>(p => p.Add(t => t.Report, report).Add(t => t.Currency, "USD"));

    private static string Cell(string[] row, int index) => row[index];

    private static string[][] Rows(IRenderedComponent<TradesPart> grid) =>
        [
            .. grid.FindAll("tbody tr")
                .Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToArray())
                .Where(r => r.Length > 8),
        ];
}
