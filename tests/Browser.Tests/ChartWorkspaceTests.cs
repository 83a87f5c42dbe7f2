using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>The chart workspace by hand: on the page of a series and on the report of a run.</summary>
[Collection(SharedSite.Name)]
public sealed class ChartWorkspaceTests(Site site)
{
    private const string BoxesOutside = """
        () => [...document.querySelectorAll('.workspace .ws-control')].filter(c => {
          const box = c.getBoundingClientRect();
          return box.width > 0 && (box.left < 0 || box.right > innerWidth + 0.5);
        }).map(c => c.outerHTML)
        """;

    [SkippableFact]
    public async Task Legend_FollowsTheCrosshair()
    {
        await using var visitor = await SeriesAsync();
        var (page, host) = (visitor.Page, Host(visitor));
        var legend = host.Locator("[data-layer=price]");
        var box = (await host.BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(box.X + box.Width * 0.3f, box.Y + box.Height * 0.4f);
        await Expect(legend).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\w{3} \d{4}-\d{2}-\d{2} O .*H .*L .*C .*%.*V "));
        var before = (await legend.TextContentAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width * 0.6f, box.Y + box.Height * 0.4f);
        await Expect(legend).Not.ToHaveTextAsync(before);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Ranges_Timeframe_AndStyles_ChangeWhatIsSeen()
    {
        await using var visitor = await SeriesAsync();
        var (page, chart) = (visitor.Page, Chart(visitor));
        Assert.True(await NumberAsync(chart, "data-from") <= 0);

        await chart.GetByRole(AriaRole.Button, new() { Name = "1Y" }).ClickAsync();
        await Expect(chart.Locator("[data-range='1Y']")).ToHaveAttributeAsync("aria-pressed", "true");
        var seen = await NumberAsync(chart, "data-to") - await NumberAsync(chart, "data-from");
        Assert.InRange(seen, 200, 400);

        await chart.GetByLabel("Timeframe").SelectOptionAsync("1w");
        await Expect(chart).ToHaveAttributeAsync("data-interval", "1w");
        Assert.InRange(await NumberAsync(chart, "data-to") - await NumberAsync(chart, "data-from"), 40, 80);

        foreach (var style in new[] { "bars", "line", "heikinAshi", "candles" })
            await chart.GetByLabel("Style of the prices").SelectOptionAsync(style);
        foreach (var scale in new[] { "log", "percent", "linear" })
            await chart.GetByLabel("Scale of the prices").SelectOptionAsync(scale);
        await chart.GetByRole(AriaRole.Button, new() { Name = "Max" }).ClickAsync();
        Assert.True(await NumberAsync(chart, "data-from") <= 0);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Indicator_IsAddedByItsExpression_AndAWrongOneSaysWhy()
    {
        await using var visitor = await SeriesAsync();
        var chart = Chart(visitor);
        await chart.GetByText("Indicators", new() { Exact = true }).ClickAsync();
        var field = chart.GetByLabel("Expression of the rule language");

        await field.FillAsync("rsi(close, 14)");
        await field.PressAsync("Enter");
        await Expect(chart.Locator("[data-layer='rsi(close, 14)']")).ToBeVisibleAsync();

        await field.FillAsync("smaa(20)");
        await field.PressAsync("Enter");
        await Expect(chart.GetByRole(AriaRole.Alert)).ToContainTextAsync("smaa");
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");

        await field.PressAsync("Escape");
        await chart.GetByRole(AriaRole.Button, new() { Name = "Remove rsi(close, 14)" }).ClickAsync();
        await Expect(chart.Locator("[data-layer='rsi(close, 14)']")).ToHaveCountAsync(0);
        // The browser itself notes the status of the refused expression.
        Assert.DoesNotContain(visitor.Errors, e => !e.Contains("400", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Trade_IsFoundFromTheListAndBack()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{site.Finished}?tab=trades");
        await visitor.ChartsAsync();
        var (page, chart) = (visitor.Page, Chart(visitor));
        await Expect(chart.Locator("[data-trade-count]")).ToContainTextAsync("trades");

        await page.GetByRole(AriaRole.Button, new() { Name = "Show trade 3 on the chart", Exact = true }).ClickAsync();
        await Expect(chart).ToHaveAttributeAsync("data-trade", "3");
        await Expect(Host(visitor)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(chart).ToHaveAttributeAsync("data-trade", "4");

        await chart.GetByRole(AriaRole.Button, new() { Name = "In the list" }).ClickAsync();
        await Expect(page.Locator("#trade-4")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(page.Locator("#trade-4")).ToBeInViewportAsync();
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Drawing_IsSaved_AndRemoved()
    {
        await using var visitor = await SeriesAsync("DEMO_GOLD");
        var (page, chart) = (visitor.Page, Chart(visitor));
        var box = (await Host(visitor).BoundingBoxAsync())!;

        await chart.GetByRole(AriaRole.Button, new() { Name = "Draw a level" }).ClickAsync();
        await SavedAsync(page, () => page.Mouse.ClickAsync(box.X + 400, box.Y + 150));
        await Expect(chart).ToHaveAttributeAsync("data-drawings", "1");
        await chart.GetByRole(AriaRole.Button, new() { Name = "Undo drawing" }).ClickAsync();
        await Expect(chart).ToHaveAttributeAsync("data-drawings", "0");
        await SavedAsync(page, () => chart.GetByRole(AriaRole.Button, new() { Name = "Redo drawing" }).ClickAsync());

        await visitor.GoAsync("data/DEMO_GOLD");
        await visitor.ChartsAsync();
        await Expect(chart).ToHaveAttributeAsync("data-drawings", "1");
        await page.Mouse.ClickAsync(box.X + 500, box.Y + 150);
        await SavedAsync(page, () => page.Keyboard.PressAsync("Delete"));
        await Expect(chart).ToHaveAttributeAsync("data-drawings", "0");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task PictureAndValues_AreSaved()
    {
        await using var visitor = await SeriesAsync();
        var (page, chart) = (visitor.Page, Chart(visitor));

        var picture = await page.RunAndWaitForDownloadAsync(() => chart.Locator("[data-act=png]").ClickAsync());
        Assert.Equal("DEMO-chart.png", picture.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync((await picture.PathAsync())!);
        Assert.Equal("89504E47", Convert.ToHexString(bytes.AsSpan(0, 4)));

        var values = await page.RunAndWaitForDownloadAsync(() => chart.Locator("[data-act=csv]").ClickAsync());
        var lines = await File.ReadAllLinesAsync((await values.PathAsync())!);
        Assert.Equal("Time,Open,High,Low,Close,Volume", lines[0]);
        Assert.True(lines.Length > 100);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Keys_MoveZoomAndExplainThemselves()
    {
        await using var visitor = await SeriesAsync();
        var (page, chart) = (visitor.Page, Chart(visitor));
        await Host(visitor).FocusAsync();
        var whole = await NumberAsync(chart, "data-to") - await NumberAsync(chart, "data-from");

        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("+");
        Assert.True(await NumberAsync(chart, "data-to") - await NumberAsync(chart, "data-from") < whole * 0.7);
        var from = await NumberAsync(chart, "data-from");
        await page.Keyboard.PressAsync("ArrowLeft");
        Assert.True(await NumberAsync(chart, "data-from") < from);
        await page.Keyboard.PressAsync("l");
        await Expect(chart.GetByLabel("Scale of the prices")).ToHaveValueAsync("log");
        await page.Keyboard.PressAsync("r");
        Assert.True(await NumberAsync(chart, "data-from") <= 0);

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys of the chart" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys of the chart" })).ToBeHiddenAsync();
        Assert.Empty(visitor.Errors);
    }

    [SkippableTheory, InlineData("light"), InlineData("dark")]
    public async Task Report_AtThreeWidths_CutsNoControl(string theme)
    {
        await using var visitor = await site.VisitAsync(theme, 390);
        await visitor.GoAsync($"simulations/{site.Finished}");
        await visitor.ChartsAsync();
        foreach (var width in new[] { 390, 1024, 1440 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await Chart(visitor).ScrollIntoViewIfNeededAsync();
            await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"workspace-{theme}-{width}") });
            Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(BoxesOutside));
        }
        Assert.Empty(visitor.Errors);
    }

    private static ILocator Chart(Visitor visitor) => visitor.Page.Locator(".workspace");

    private static ILocator Host(Visitor visitor) => visitor.Page.Locator(".workspace [data-host]");

    private static async Task<double> NumberAsync(ILocator chart, string name) =>
        double.Parse((await chart.GetAttributeAsync(name))!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<IResponse> SavedAsync(IPage page, Func<Task> act) =>
        page.RunAndWaitForResponseAsync(
            act,
            r => r.Request.Method == "PUT" && r.Url.Contains("/chart/drawings/", StringComparison.Ordinal)
        );

    private async Task<Visitor> SeriesAsync(string symbol = "DEMO")
    {
        var visitor = await site.VisitAsync();
        await visitor.GoAsync($"data/{symbol}");
        await visitor.ChartsAsync();
        return visitor;
    }
}
