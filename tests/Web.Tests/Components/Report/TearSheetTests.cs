using System.Text.Json.Nodes;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Simulator.Reporting;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Report;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>Groups of figures beside pictures; words that are right for a run without trades.</summary>
public sealed class TearSheetTests : ReportContext
{
    [Fact]
    public void RunWithoutTrades_HasOneGroupThatSaysSo_AndNoPicture()
    {
        var sheet = Sheet(ReportSamples.Report());

        Assert.Equal("It held cash", Assert.Single(sheet.FindAll("h3")).TextContent);
        Assert.Empty(sheet.FindAll(".plot"));
        Assert.DoesNotContain("Price change", sheet.Markup, StringComparison.Ordinal);
        Assert.Contains("The price of DEMO changed by −34.6 % over the same bars.", sheet.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void RunWithTrades_AnswersAQuestionAGroup_WithWholeAxes()
    {
        var sheet = Sheet(ReportSamples.Report(ReportSamples.Trades(60)));

        string[] groups = ["return", "calendar", "rolling", "distribution", "exposure", "costs", "trades", "falls"];
        Assert.All(groups, g => Assert.NotNull(sheet.Find($"#tear-{g}")));
        var plots = sheet.FindAll(".plot");
        Assert.True(plots.Count >= 7, $"{plots.Count} pictures");
        Assert.All(plots, p => Assert.Matches("plot-y.*<span.*<span.*<span.*plot-x.*<span", Inside(p.GetAttribute("data-plot-file")!)));
        Assert.DoesNotContain("NaN", sheet.Markup, StringComparison.Ordinal);
        Assert.Contains("shorter than two windows", sheet.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void RunWithOneTrade_ComparesNothing()
    {
        var sheet = Sheet(ReportSamples.Report(ReportSamples.Trade(100, 110, 5)));

        Assert.Contains("One position was closed: there is nothing to compare.", sheet.Markup, StringComparison.Ordinal);
    }

    private string Inside(string address) =>
        JsonNode.Parse(Services.GetRequiredService<PartShelf>().Find(address["/parts/".Length..])!.File)!["html"]!.GetValue<string>();

    private IRenderedComponent<TearSheet> Sheet(PerformanceReport report) =>
        Render<TearSheet>(p => p.Add(s => s.Report, report).Add(s => s.Currency, "USD").Add(s => s.Symbol, "DEMO"));
}
