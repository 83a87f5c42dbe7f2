using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>On a projector everything is larger, and what is placed by script still stands where it belongs.</summary>
[Collection(SharedSite.Name)]
public sealed class ProjectorTests(Site site)
{
    private const string Overflow = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)";

    [SkippableFact]
    public async Task MenusAndChoices_OpenAtTheirControls()
    {
        await using var visitor = await ProjectedAsync("simulations");
        var page = visitor.Page;
        await page.Locator("#runs-state").ClickAsync(new() { Force = true });
        await IsBelowAsync(page.Locator(".mud-popover-open"), page.Locator(".state"));
        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf("projector-choice-1024") });
        await page.Keyboard.PressAsync("Escape");

        await visitor.GoAsync($"simulations/{site.Finished}");
        var export = page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true });
        await export.ClickAsync();
        await IsBelowAsync(page.Locator(".mud-popover-open"), export);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Chart_HasItsLegendsInTheirPanes_AndItsCrosshairUnderThePointer()
    {
        await using var visitor = await ProjectedAsync($"simulations/{site.Finished}");
        var (page, host) = (visitor.Page, visitor.Page.Locator(".workspace [data-host]"));
        await visitor.ChartsAsync();
        await host.EvaluateAsync("e => e.scrollIntoView({ block: 'center' })");
        var box = (await host.BoundingBoxAsync())!;
        await Expect(host.Locator(".ws-row[data-layer=drawdown]")).ToBeInViewportAsync(new() { Ratio = 1 });
        var drawdown = (await host.Locator(".ws-row[data-layer=drawdown]").BoundingBoxAsync())!;
        Assert.InRange(drawdown.Y + drawdown.Height, box.Y, box.Y + box.Height - 20);

        // The value under a pointer near the left edge is one of the first bars.
        await page.Mouse.MoveAsync(box.X + 12, box.Y + 60);
        var left = await host.Locator(".ws-time").InnerTextAsync();
        await page.Mouse.MoveAsync(box.X + ((box.Width - 80) * 0.9f), box.Y + 60);
        var right = await host.Locator(".ws-time").InnerTextAsync();
        Assert.Contains("2010", left, StringComparison.Ordinal);
        Assert.Contains("2017", right, StringComparison.Ordinal);
        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf("projector-chart-1024") });
        Assert.Empty(visitor.Errors);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("data")]
    [InlineData("data/DEMO")]
    [InlineData("new?preset=smaCross&target=DEMO")]
    [InlineData("sweep")]
    [InlineData("leaderboard")]
    [InlineData("anomalies")]
    [InlineData("simulations")]
    [InlineData("shared")]
    public async Task Page_IsNotWiderThanTheProjector_AndCutsNoFigure(string path)
    {
        await using var visitor = await ProjectedAsync(path);
        await visitor.Page.ScreenshotAsync(
            new() { Path = Screenshots.PathOf($"projector-{path.Split('?')[0].Replace('/', '-')}-1024"), FullPage = true }
        );
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>(Overflow));
        // A list that scrolls sideways hides its last columns.
        Assert.Empty(
            await visitor.Page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('main .mud-table-container')].filter(e => e.scrollWidth > e.clientWidth + 1)"
                    + ".map(e => e.innerText.slice(0, 60))"
            )
        );
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        Assert.Empty(visitor.Errors);
    }

    private static async Task IsBelowAsync(ILocator popover, ILocator control)
    {
        await Expect(popover).ToBeVisibleAsync();
        var (there, here) = ((await popover.BoundingBoxAsync())!, (await control.BoundingBoxAsync())!);
        Assert.InRange(there.X, here.X - 24, here.X + 24);
        Assert.InRange(there.Y, here.Y, here.Y + here.Height + 24);
    }

    private async Task<Visitor> ProjectedAsync(string path)
    {
        var visitor = await site.VisitAsync("projector", 1024);
        await visitor.Page.SetViewportSizeAsync(1024, 768);
        await visitor.GoAsync(path);
        return visitor;
    }
}
