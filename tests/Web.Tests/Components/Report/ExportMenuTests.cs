using Bunit;
using Simulator.Web.Components.Report;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>What can be taken away from a report.</summary>
public sealed class ExportMenuTests : ReportContext
{
    [Fact]
    public void Menu_Opened_OffersEveryForm_WithItsAddress()
    {
        var menu = Render<ExportMenu>(p => p.Add(m => m.SimulationId, "a b"));

        menu.Find("button").Click();

        var links = Popovers.FindAll("a[href]").ToDictionary(a => a.TextContent.Trim(), a => a.GetAttribute("href"));
        Assert.Equal("simulations/a%20b/report.html", links["Report as one HTML file"]);
        Assert.Equal("simulations/a%20b/print", links["Print, or save as PDF"]);
        Assert.Equal("api/simulations/a%20b/result", links["Result as JSON"]);
        Assert.Equal("simulations/a%20b/trades.csv", links["Trades as CSV"]);
        Assert.Equal("simulations/a%20b/fills.csv", links["Fills as CSV"]);
        Assert.Equal("simulations/a%20b/equity.csv", links["Equity as CSV"]);
        // Without the attribute the page's router would take the address for one of its own.
        Assert.All(
            Popovers.FindAll("a[href]"),
            a => Assert.True(a.HasAttribute("download") || a.GetAttribute("target") == "_blank", a.TextContent)
        );
    }
}
