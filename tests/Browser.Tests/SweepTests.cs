using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>
/// Searches from the form to their results, found again by their addresses, by the list and after a kill; a choice taken on.
/// </summary>
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
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Best parameters" }).Locator("tbody tr"))
            .ToHaveCountAsync(10, new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator(".map tbody td")).ToHaveCountAsync(12);
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("sweep-done"), FullPage = true });
        // A handle of an axis, by keyboard: the table shows the runs that are left.
        await visitor.Page.GetByLabel("Lowest fast").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(visitor.Page.Locator(".found [role=status]")).ToHaveTextAsync("9 of 12 runs");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show all runs" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".found [role=status]")).ToHaveTextAsync("12 of 12 runs");
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));

        await using var other = await site.VisitAsync();
        await other.GoAsync(new Uri(visitor.Page.Url).PathAndQuery.TrimStart('/'));
        Assert.Equal(await visitor.Page.Locator(".sentence").InnerTextAsync(), await other.Page.Locator(".sentence").InnerTextAsync());

        // Not the first row: an address that loses its second parameter takes that one.
        var third = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Best parameters" }).Locator("tbody tr").Nth(2);
        var chosen = Regex.Match(await third.Locator("code").InnerTextAsync(), @"fast=(?<fast>\d+) slow=(?<slow>\d+)").Groups;
        await third.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-parameters-fast")).ToHaveValueAsync(chosen["fast"].Value);
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-parameters-slow")).ToHaveValueAsync(chosen["slow"].Value);
        await Assertions.Expect(visitor.Page.Locator("#json-errors li")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
        Assert.Empty(other.Errors);
    }

    [SkippableTheory]
    [InlineData("walkForward", "light")]
    [InlineData("crossValidation", "dark")]
    public async Task OtherMethod_ByKeyboard_EndsInItsResult_ThatIsSoundAtThreeWidths(string method, string theme)
    {
        await using var visitor = await site.VisitAsync(theme);
        await visitor.GoAsync("sweep?target=DEMO&rule=smaCross&where=fast%3Cslow&set=fast%3D4:16:4&set=slow%3D20,40,60");
        await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Sweep" }).FocusAsync();
        for (var press = 0; press < (method == "walkForward" ? 1 : 2); press++)
            await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(method == "walkForward" ? "Walk-forward" : "Cross-validation");
        await FillAsync(visitor, "#sweep-embargo", "several");
        await Assertions
            .Expect(visitor.Page.Locator(".error[role=alert]"))
            .ToContainTextAsync("embargo must be a whole number, was 'several'");
        await FillAsync(visitor, "#sweep-embargo", "5");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Start \\d") })).ToBeEnabledAsync();
        await visitor.Page.Locator("#sweep-embargo").PressAsync("Enter");

        var parts = method == "walkForward" ? ("Windows", "Drift of the parameters") : ("Splits", "Recent searches");
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = parts.Item1, Exact = true }).Locator("tbody tr td").First)
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = parts.Item2, Exact = true }).First)
            .ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("#sweep-embargo")).ToHaveValueAsync("5");
        await visitor.ChartsAsync();
        foreach (var width in new[] { 1440, 1024, 390 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 500 ? 844 : 900);
            await visitor.ChartsFitAsync();
            await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"search-{method}-{theme}-{width}"), FullPage = true });
            Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        }
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Cancelled_ShowsWhatItHad_AndStartsAgainByOneButton()
    {
        await using var visitor = await site.VisitAsync("dark", 390);
        await visitor.GoAsync("sweep?target=DEMO&rule=smaCross&set=fast%3D2:60:1&set=slow%3D61:700:1");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start 37,760 runs" }).ClickAsync();
        var progress = visitor.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Whole job", Exact = true });
        await Assertions.Expect(progress).Not.ToHaveAttributeAsync("aria-valuenow", "0", new() { Timeout = 60_000 });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Best parameters" }).Locator("tbody tr"))
            .ToHaveCountAsync(10, new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator("main .note[role=status]")).ToContainTextAsync("It was stopped.");
        await Assertions.Expect(visitor.Page.Locator(".sentence")).ToContainTextAsync("of 37,760");
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("search-stopped-dark-390"), FullPage = true });
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));

        var first = visitor.Page.Url;
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start again" }).ClickAsync();
        await Assertions.Expect(progress).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.NotEqual(first, visitor.Page.Url);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions
            .Expect(visitor.Page.Locator("main .note[role=status]"))
            .ToContainTextAsync("It was stopped.", new() { Timeout = 30_000 });
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Paused_StandsWhereItIs_AndGoesOnByOneButton()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("sweep?target=DEMO&rule=smaCross&set=fast%3D2:60:1&set=slow%3D61:280:1");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start 12,980 runs" }).ClickAsync();
        var progress = visitor.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Whole job", Exact = true });
        await Assertions.Expect(progress).Not.ToHaveAttributeAsync("aria-valuenow", "0", new() { Timeout = 60_000 });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".doing")).ToContainTextAsync("Paused;", new() { Timeout = 30_000 });
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("search-paused"), FullPage = true });
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("dl.figures dd").First).ToHaveTextAsync("12,980", new() { Timeout = 120_000 });
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task ServerKilled_WhileItSearched_GoesOnByItself_AndTheListStands()
    {
        Chromium.Require();
        await using var server = new ProductServer();
        await server.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium.Browser, server.Address, "light", 1440);
        await Site.WaitForDemoMarketAsync(visitor);
        await visitor.GoAsync("sweep?target=DEMO&rule=smaCross&set=fast%3D4:16:4&set=slow%3D20,40,60");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start 12 runs" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".map tbody td")).ToHaveCountAsync(12, new() { Timeout = 60_000 });
        var (finished, sentence) = (
            new Uri(visitor.Page.Url).PathAndQuery.TrimStart('/'),
            await visitor.Page.Locator(".sentence").InnerTextAsync()
        );

        await FillAsync(visitor, "#sweep-fast", "2:60:1");
        await FillAsync(visitor, "#sweep-slow", "61:280:1");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start 12,980 runs" }).ClickAsync();
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Whole job", Exact = true }))
            .Not.ToHaveAttributeAsync("aria-valuenow", "0", new() { Timeout = 60_000 });
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("search-running"), FullPage = true });
        var interrupted = new Uri(visitor.Page.Url).PathAndQuery.TrimStart('/');
        await server.KillAsync();
        await server.StartAsync();

        await visitor.GoAsync(interrupted);
        await Assertions.Expect(visitor.Page.Locator(".sentence")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Assertions.Expect(visitor.Page.Locator("dl.figures dd").First).ToHaveTextAsync("12,980");
        await visitor.GoAsync(finished);
        Assert.Equal(sentence, await visitor.Page.Locator(".sentence").InnerTextAsync());

        var rows = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Recent searches" }).Locator("tbody tr:has(td a)");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("fast 2:60:1");
        await rows.Nth(0).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Delete ") }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);
    }

    private static async Task FillAsync(Visitor visitor, string field, string value)
    {
        await visitor.Page.Locator(field).FillAsync(value);
        await visitor.Page.Locator(field).PressAsync("Tab");
    }
}
