using AngleSharp.Dom;
using Bunit;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Pages;

namespace Simulator.Tests.Web.Components;

/// <summary>The list of stored series: empty, with one, with thousands; deleted and brought back.</summary>
public sealed class DataPageTests : PageContext
{
    [Fact]
    public void Page_WithoutSeries_SaysHowToBegin()
    {
        var page = Render<DataPage>();

        page.WaitForAssertion(() => Assert.Contains("No series yet", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("table tbody a"));
        Assert.Contains("Choose files", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithOneSeries_ShowsItsBarsItsDaysAndALine()
    {
        await StoreSeriesAsync(1);
        var page = Render<DataPage>();

        page.WaitForAssertion(() => Assert.Single(Rows(page)));
        var row = Rows(page)[0];
        Assert.Equal("data/S0000", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("2024-03-04", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("2024-03-05", row.TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() =>
            Assert.Equal(Sparkline.Line([100, 101]), Rows(page)[0].QuerySelector("polyline")!.GetAttribute("points"))
        );
        Assert.Contains("1 series", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithTwoThousandSeries_SortsAndSearchesAllOfThem()
    {
        await StoreSeriesAsync(2_000);
        var page = Render<DataPage>();
        page.WaitForAssertion(() => Assert.Equal("S0000", Symbol(Rows(page)[0])), TimeSpan.FromSeconds(60));
        Assert.Contains("2,000 series", page.Markup, StringComparison.Ordinal);

        var grid = page.FindComponent<SeriesGrid>().Instance;
        var (largest, total) = await grid.Read(new ListPart(0, 3, "Bars", true), default);
        var (last, _) = await grid.Read(new ListPart(1_998, 10, "Symbol", false), default);
        Assert.Equal((2_000, "S1999", 2_001), (total, largest[0].Symbol, largest[0].Bars));
        Assert.Equal(["S1998", "S1999"], last.Select(r => r.Symbol));

        await page.InvokeAsync(() => page.FindComponent<SearchBox>().Instance.WordsChanged.InvokeAsync("S12"));
        page.WaitForAssertion(
            () => Assert.Contains("100 of 2,000 series", page.Markup, StringComparison.Ordinal),
            TimeSpan.FromSeconds(60)
        );
    }

    [Fact]
    public async Task DeletedSeries_ComesBackByUndo_AlsoAfterItsPageWasLeft()
    {
        await StoreSeriesAsync(2);
        var page = Render<DataPage>();
        page.WaitForAssertion(() => Assert.Equal(2, Rows(page).Count));

        await page.Find("button[aria-label='Delete S0001']").ClickAsync();
        page.WaitForAssertion(() => Assert.Single(Rows(page)));
        Assert.Contains("S0001 was deleted", Snackbars.Markup, StringComparison.Ordinal);
        page.Dispose();
        await Snackbars.FindAll("button").Single(b => b.TextContent.Trim() == "Undo").ClickAsync();

        Assert.Equal(2, (await Store.Series.PageAsync(0, 9, default)).Total);
    }

    [Fact]
    public async Task DeletedSeries_ComesBackFromTheListOfDeletedOnes()
    {
        await StoreSeriesAsync(2);
        await Store.Series.DeleteAsync("S0000", default);
        var page = Render<DataPage>();
        page.WaitForAssertion(() => Assert.Contains("Recently deleted (1)", page.Markup, StringComparison.Ordinal));

        await page.Find("button[aria-label='Bring back S0000']").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(2, Rows(page).Count));
        Assert.DoesNotContain("Recently deleted", page.Markup, StringComparison.Ordinal);
    }

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<DataPage> page) =>
        [.. page.FindAll(".list tbody tr").Where(r => r.QuerySelector("a") is not null)];

    private static string Symbol(IElement row) => row.QuerySelector("a")!.TextContent;
}
