using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>The draft on its market while it is written.</summary>
[Collection(SharedSite.Name)]
public sealed partial class PreviewTests(Site site)
{
    [SkippableFact]
    public async Task Rules_Typed_ChangeTheChart_WhichKeepsItsViewAndAddedLines()
    {
        await using var visitor = await NewAsync("new?preset=rules&target=DEMO");
        var (page, chart) = (visitor.Page, Chart(visitor));
        await chart.GetByRole(AriaRole.Button, new() { Name = "5Y" }).ClickAsync();
        await chart.Locator("summary", new() { HasTextString = "Indicators" }).ClickAsync();
        await chart.Locator("[data-form=indicator] input").FillAsync("ema(close, 100)");
        await page.Keyboard.PressAsync("Enter");
        await Expect(chart).ToHaveAttributeAsync("data-layers", new Regex("ema"));
        await page.Keyboard.PressAsync("Escape");
        var (from, stamp) = (await chart.GetAttributeAsync("data-from"), await chart.GetAttributeAsync("data-preview-stamp"));

        await page.Locator("[data-rule].cm-content").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync("rsi(close, 2) < 10");
        await Expect(chart).Not.ToHaveAttributeAsync("data-preview-stamp", stamp!);
        await Expect(chart).ToHaveAttributeAsync("data-layers", new Regex(@"rsi\(close, 2\)"));
        await Expect(chart).ToHaveAttributeAsync("data-layers", new Regex("ema"));
        await Expect(chart).ToHaveAttributeAsync("data-from", from!);
        await Expect(page.Locator(".preview .says")).ToHaveTextAsync(Entries());

        // A wrong rule leaves the last picture.
        stamp = await chart.GetAttributeAsync("data-preview-stamp");
        await page.Keyboard.InsertTextAsync(" and (");
        await Expect(page.Locator(".preview")).ToContainTextAsync("The draft has errors");
        await Expect(chart).ToHaveAttributeAsync("data-preview-stamp", stamp!);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task AnotherSeries_AndAPortfolio_DrawTheChartAnew()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        await visitor.GoAsync("new?preset=smaCross&target=DEMO_PEER");
        await Expect(Chart(visitor).Locator(".ws-title")).ToHaveTextAsync("DEMO_PEER");
        await Expect(Chart(visitor)).ToHaveAttributeAsync("data-preview-stamp", new Regex("previews/"));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Several assets" }).ClickAsync();
        await Expect(visitor.Page.Locator(".preview .says")).ToContainTextAsync("of DEMO");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Edges_AreDragged_AndMovedByKeys_AndUndone()
    {
        await using var visitor = await NewAsync("new?preset=ganPpo&target=DEMO");
        var (page, tested) = (visitor.Page, visitor.Page.Locator("#tested"));
        var before = await tested.TextContentAsync();
        var edge = page.GetByRole(AriaRole.Slider, new() { Name = "Beginning of the test part" });
        var box = (await edge.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width / 2 + 50, box.Y + 60, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(tested).Not.ToHaveTextAsync(before!);

        var dragged = (await tested.TextContentAsync())!;
        await edge.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(tested).Not.ToHaveTextAsync(dragged);
        var day = (await edge.GetAttributeAsync("aria-valuetext"))!;
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}$", day);
        await Expect(tested).ToContainTextAsync($"tested once on {day}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Expect(tested).ToHaveTextAsync(before!);
        Assert.Empty(visitor.Errors);
    }

    private async Task<Visitor> NewAsync(string address)
    {
        var visitor = await site.VisitAsync();
        await visitor.GoAsync(address);
        await Expect(Chart(visitor)).ToHaveAttributeAsync("data-preview-stamp", new Regex("previews/"), new() { Timeout = 30_000 });
        return visitor;
    }

    private static ILocator Chart(Visitor visitor) => visitor.Page.Locator(".preview .workspace");

    [GeneratedRegex("entries from .* a year; a trade lasts .* in the market at")]
    private static partial Regex Entries();
}
