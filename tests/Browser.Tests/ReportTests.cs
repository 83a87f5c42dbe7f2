using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>The report as a person uses it: terms explained by key and touch, tabs in the address, lists, what can be taken away.</summary>
[Collection(SharedSite.Name)]
public sealed class ReportTests(Site site)
{
    private const string NoTrades = """
        { "version": 1, "name": "Never enters", "data": { "target": "DEMO" },
          "strategy": { "kind": "rules", "rules": { "version": 1, "entryLong": "close > 1000000", "exitLong": "close < 0" } } }
        """;

    [SkippableFact]
    public async Task Term_ByKeyAndByTouch_ShowsItsMeaning()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{site.Finished}");
        var term = visitor.Page.Locator("[data-trust=trials] button.term");
        await term.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        var meaning = visitor.Page.Locator("[data-trust=trials] .pop");
        await Assertions.Expect(meaning).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(meaning).ToBeHiddenAsync();
        await term.DispatchEventAsync("click");
        await Assertions.Expect(meaning).ToContainTextAsync("luck alone");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Tab_Chosen_StandsInTheAddress_AndTheBrowserGoesBack()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{site.Finished}");
        await visitor.Page.GetByRole(AriaRole.Tab, new() { Name = "Fills" }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("tab=fills"));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Fills" })).ToContainTextAsync("market order of 20");
        await visitor.Page.GoBackAsync();
        await Assertions.Expect(visitor.Page.Locator("#tear-return")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Trades_AreSortedAndGrouped()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{site.Finished}?tab=trades");
        var grid = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Trades", Exact = true });
        var heading = grid.Locator("th").Filter(new() { HasText = "Return" });
        await Assertions.Expect(heading).ToHaveAttributeAsync("aria-sort", "none");
        await grid.GetByRole(AriaRole.Button, new() { Name = "Sort Return", Exact = true }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(heading).ToHaveAttributeAsync("aria-sort", "ascending");
        await Assertions.Expect(grid.Locator("tbody tr:has(td:nth-child(9))").First).ToContainTextAsync("−");
        await visitor.Page.GetByLabel("Group by").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = "month of exit" }).ClickAsync();
        var groups = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Groups of trades" });
        await groups.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main [role=status]").Filter(new() { HasText = " of " })).ToBeVisibleAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("trades-grouped"), FullPage = true });
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task RunWithoutTrades_SaysThatItHeldCash()
    {
        Chromium.Require();
        var id = await site.Server.SubmitAsync(NoTrades);
        await site.Server.ResultAsync(id, TimeSpan.FromMinutes(2));
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{id}");
        await Assertions.Expect(visitor.Page.Locator("#tear-cash")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("Price change");
        await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("e+0");
        foreach (var width in new[] { 1440, 1024, 390 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await visitor.ChartsFitAsync();
            await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"no-trades-{width}"), FullPage = true });
        }
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task ExportMenu_HandsOutTheFileAndTheLists()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{site.Finished}");
        foreach (
            var (words, begins) in new[]
            {
                ("Report as one HTML file", "<!DOCTYPE html>"),
                ("Result as JSON", "{\"version\":1"),
                ("Trades as CSV", "trade,symbol,side"),
                ("Fills as CSV", "time,symbol,units"),
                ("Equity as CSV", "time,close,"),
            }
        )
        {
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
            var download = await visitor.Page.RunAndWaitForDownloadAsync(() =>
                visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = words }).ClickAsync()
            );
            Assert.StartsWith(begins, await File.ReadAllTextAsync((await download.PathAsync())!), StringComparison.Ordinal);
        }
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task ReportFile_OpenedFromDisk_IsAliveWithoutARequest_AndPrintsWhole()
    {
        Chromium.Require();
        var result = JsonNode.Parse(await site.Server.Client.GetStringAsync($"api/simulations/{site.Finished}/result"))!;
        var html = await site.Server.Client.GetStringAsync($"simulations/{site.Finished}/report.html");
        Assert.InRange(html.Length, 100_000, 3_000_000);
        Assert.Contains(result["resultHash"]!.GetValue<string>(), html, StringComparison.Ordinal);
        Assert.Contains(result["specHash"]!.GetValue<string>(), html, StringComparison.Ordinal);
        var path = Path.Combine(Directory.CreateTempSubdirectory("simulator-report-").FullName, "report.html");
        await File.WriteAllTextAsync(path, html);
        await using var reader = await site.VisitAsync();
        var asked = new List<string>();
        await reader.Context.RouteAsync(
            "**/*",
            async route =>
            {
                asked.Add(route.Request.Url);
                if (Regex.IsMatch(route.Request.Url, "^(file:///|blob:)"))
                    await route.ContinueAsync();
                else
                    await route.AbortAsync();
            }
        );
        reader.Page.Request += (_, request) => asked.Add(request.Url);

        await reader.Page.GotoAsync(new Uri(path).AbsoluteUri);
        await reader.Page.Locator("html[data-charts=drawn]").WaitForAsync();

        Assert.True(await reader.Page.Locator("canvas").CountAsync() > 0);
        await reader.Page.Locator("#tear-return .plot-area").First.HoverAsync();
        await Assertions.Expect(reader.Page.Locator(".plot-tip")).ToContainTextAsync("%");
        Assert.Equal(
            result["resultHash"]!.GetValue<string>(),
            await reader.Page.EvaluateAsync<string>("() => JSON.parse(document.getElementById('simulation').textContent).resultHash")
        );
        foreach (var (name, begins) in new[] { ("trades", "trade,symbol"), ("fills", "time,symbol,units"), ("equity", "time,close,") })
        {
            var link = reader.Page.Locator($"a[download='{name}.csv']");
            var download = await reader.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            Assert.Equal($"{name}.csv", download.SuggestedFilename);
            Assert.StartsWith(begins, await File.ReadAllTextAsync((await download.PathAsync())!), StringComparison.Ordinal);
        }
        Assert.All(asked, url => Assert.Matches("^(file:///|data:|blob:)", url));
        await reader.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("report-file"), FullPage = true });
        await PrintsWholeAsync(reader.Page);
        Assert.Empty(reader.Errors);
        File.Delete(path);
    }

    [SkippableFact]
    public async Task PageForPaper_ShowsEveryPart_AndNoControl()
    {
        await using var visitor = await site.VisitAsync("dark");
        await visitor.Page.AddInitScriptAsync("window.print = () => { document.documentElement.dataset.printed = 'yes'; }");
        await visitor.GoAsync($"simulations/{site.Finished}/print");
        await visitor.Page.Locator("html[data-printed]").WaitForAsync();
        await PrintsWholeAsync(visitor.Page);
        Assert.Equal(0, await visitor.Page.Locator("button, input").CountAsync());
        Assert.Empty(visitor.Errors);
    }

    // On paper of A4 width every word of every axis stands inside the page, and nothing is drawn for another width.
    private static async Task PrintsWholeAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(690, 980);
        var outside = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.plot-y span, .plot-x span, .plot-area svg')].filter(e => {
              const box = e.getBoundingClientRect();
              return box.width > 0 && (box.left < 0 || box.right > innerWidth + 1);
            }).map(e => e.textContent || e.tagName)
            """
        );
        Assert.Empty(outside);
        Assert.Equal(0, await page.Locator("figure.chart:visible").CountAsync());
        Assert.True(await page.Locator(".print-only .plot:visible").CountAsync() > 0);
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf("print"), FullPage = true });
        var pdf = await page.PdfAsync(
            new()
            {
                Path = Screenshots.PathOf("print") + ".pdf",
                Format = "A4",
                PrintBackground = true,
            }
        );
        Assert.True(pdf.Length > 20_000 && pdf.AsSpan(0, 4).SequenceEqual("%PDF"u8));
    }
}
