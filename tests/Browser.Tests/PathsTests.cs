using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>From a series to other histories of it, and on to a back-test of one.</summary>
[Collection(SharedSite.Name)]
public sealed class PathsTests(Site site)
{
    [SkippableFact]
    public async Task Series_FromItsPage_GetsOtherHistories_OfWhichOneIsStored()
    {
        await using var visitor = await site.VisitAsync();
        var page = visitor.Page;
        await visitor.GoAsync("data/DEMO");
        await page.GetByRole(AriaRole.Link, new() { Name = "Other histories" }).ClickAsync();
        await Expect(page.Locator("#paths-series")).ToHaveValueAsync("DEMO");
        await page.Locator("#paths-bars").FillAsync("many");
        await page.Locator("#paths-bars").PressAsync("Tab");
        await Expect(page.Locator("#paths-bars-error")).ToContainTextAsync("must be a whole number");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Draw the paths" })).ToBeDisabledAsync();
        await page.Locator("#paths-bars").FillAsync("120");
        await page.Locator("#paths-bars").PressAsync("Tab");
        await Expect(page).ToHaveURLAsync(new Regex("bars=120"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Draw the paths" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("run="), new() { Timeout = 30_000 });
        await Expect(page.Locator(".sentence")).ToContainTextAsync("stylised figures of DEMO", new() { Timeout = 120_000 });
        foreach (var width in new[] { 1440, 1024, 390 })
        {
            await page.SetViewportSizeAsync(width, width < 500 ? 844 : 900);
            await page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"paths-done-{width}"), FullPage = true });
            Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        }
        Assert.Empty(PageTests.Serious(await page.RunAxe()));
        var file = await page.GetByRole(AriaRole.Link, new() { Name = "Download the paths as CSV" }).GetAttributeAsync("href");
        var csv = await page.EvaluateAsync<string>("file => fetch(file).then(answer => answer.text())", file);
        Assert.StartsWith("Date,Open,High,Low,Close,Volume,Symbol\n", csv, StringComparison.Ordinal);
        Assert.Equal(1 + (10 * 120), csv.Trim().Split('\n').Length);

        await page.GetByRole(AriaRole.Button, new() { Name = "Store as series" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open DEMO_filtered_1_001" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("DEMO_filtered_1_001");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("synthetic");
        Assert.Empty(visitor.Errors);
    }
}
