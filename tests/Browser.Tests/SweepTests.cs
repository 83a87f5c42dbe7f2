using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>A sweep from the form to its table, found again by its address, and a choice of it taken on.</summary>
[Collection(SharedSite.Name)]
public sealed class SweepTests(Site site)
{
    [SkippableFact]
    public async Task Sweep_Started_EndsInAMapAndAList_AndAChoiceOpensNew()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("sweep?target=DEMO&rule=smaCross&where=fast%3Cslow");
        await FillAsync(visitor, "#sweep-fast", "nonsense:1");
        await Assertions.Expect(visitor.Page.Locator(".error[role=alert]")).ToContainTextAsync("nonsense");
        await FillAsync(visitor, "#sweep-fast", "4:16:4");
        await FillAsync(visitor, "#sweep-slow", "20,40,60");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start 12 runs" }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("run="), new() { Timeout = 30_000 });
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "The best choices" }).Locator("tbody tr")).ToHaveCountAsync(10, new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator(".map tbody td")).ToHaveCountAsync(12);
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("sweep-done"), FullPage = true });
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));

        await using var other = await site.VisitAsync();
        await other.GoAsync(new Uri(visitor.Page.Url).PathAndQuery.TrimStart('/'));
        Assert.Equal(await visitor.Page.Locator(".sentence").InnerTextAsync(), await other.Page.Locator(".sentence").InnerTextAsync());

        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Use these parameters") }).First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-parameters-fast")).ToHaveValueAsync(new Regex("^(4|8|12|16)$"));
        await Assertions.Expect(visitor.Page.Locator("#json-errors li")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
        Assert.Empty(other.Errors);
    }

    private static async Task FillAsync(Visitor visitor, string field, string value)
    {
        await visitor.Page.Locator(field).FillAsync(value);
        await visitor.Page.Locator(field).PressAsync("Tab");
    }
}
