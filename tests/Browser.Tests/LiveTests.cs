using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>A job while it runs, and the ends it can have other than a report.</summary>
[Collection(SharedSite.Name)]
public sealed class LiveTests(Site site)
{
    // Trains far longer than any test waits; the tests cancel it.
    private const string LongSpec = """
        { "version": 1, "name": "Long training", "data": { "target": "DEMO" }, "features": [ { "kind": "returns", "lagsBars": [1, 5] } ],
          "forecaster": { "kind": "gan", "hidden": 8, "criticChannels": 8, "noiseDimensions": 2,
            "epochs": 1000, "patienceEpochs": 1000, "samples": 16, "trainFolds": 1 },
          "strategy": { "kind": "agent", "agent": { "kind": "ppo", "steps": 5000, "seeds": 1, "hidden": 8 } } }
        """;

    private static readonly int[] s_widths = [1440, 1024, 390];

    [SkippableFact]
    public async Task RunningJob_OnItsPageAndOnHome_CanBeCancelledAndRetried()
    {
        Chromium.Require();
        var id = await site.Server.SubmitAsync(LongSpec);
        foreach (var theme in new[] { "light", "dark" })
            await LookAsync(id, theme);

        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{id}");
        await Button(visitor, "Cancel").ClickAsync();
        await EndedAsync(visitor, "cancelled");
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("cancelled-light-1440"), FullPage = true });

        await Button(visitor, "Retry").ClickAsync();
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new Regex(id), new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator("h1")).ToContainTextAsync("Long training");
        await Button(visitor, "Cancel").ClickAsync(new() { Timeout = 60_000 });
        await EndedAsync(visitor, "cancelled");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task FailedJob_SaysWhy_AndOffersWhatToDo()
    {
        Chromium.Require();
        var id = await site.Server.SubmitAsync(
            """{ "version": 1, "name": "On nothing", "data": { "target": "NOT_THERE" }, "strategy": { "kind": "buyAndHold" } }"""
        );
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{id}");
        await EndedAsync(visitor, "failed");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("NOT_THERE");
        await Assertions.Expect(Button(visitor, "Retry")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Fork" })).ToBeVisibleAsync();
        // Its log stands open, and can be taken along.
        var lines = visitor.Page.GetByRole(AriaRole.Log);
        await Assertions.Expect(lines.Locator(".line.error")).ToContainTextAsync("Error: failed:");
        await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Warnings and errors" }).CheckAsync();
        await Assertions.Expect(lines.Locator(".line")).ToHaveCountAsync(1);
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download as text" }).ClickAsync()
        );
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("\tserver\tfailed: ", text, StringComparison.Ordinal);
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("failed-light-1440"), FullPage = true });
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Queue_ByKeyboardAndByDrag_StartsInItsNewOrder()
    {
        Chromium.Require();
        var ids = new List<string>();
        for (var i = 1; i <= 5; i++)
            ids.Add(await site.Server.SubmitAsync(LongSpec.Replace("Long training", $"Waiting {i}", StringComparison.Ordinal)));
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("");
        var jobs = visitor.Page.Locator("#queue li");
        await Assertions.Expect(jobs).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        string[] waiting = [.. await jobs.EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.job)")];

        await jobs.Nth(2).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await ExpectAsync(jobs, [waiting[0], waiting[2], waiting[1]]);
        await Assertions.Expect(jobs.Nth(1)).ToBeFocusedAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("queue-light-1440"), FullPage = true });
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));

        await jobs.Nth(0).DragToAsync(jobs.Nth(2));
        await ExpectAsync(jobs, [waiting[2], waiting[1], waiting[0]]);
        foreach (var id in ids)
        {
            await visitor.GoAsync($"simulations/{id}");
            await Button(visitor, "Cancel").ClickAsync();
            await EndedAsync(visitor, "cancelled");
        }
        Assert.Empty(visitor.Errors);
    }

    private static async Task ExpectAsync(ILocator jobs, string[] ids)
    {
        for (var i = 0; i < ids.Length; i++)
            await Assertions.Expect(jobs.Nth(i)).ToHaveAttributeAsync("data-job", ids[i], new() { Timeout = 20_000 });
    }

    [SkippableFact]
    public async Task DamagedResult_IsSaidWithItsReason()
    {
        Chromium.Require();
        var id = await site.Server.SubmitAsync(Site.QuickSpec.Replace("\"fastBars\": 10", "\"fastBars\": 11", StringComparison.Ordinal));
        var result = await site.Server.ResultAsync(id, TimeSpan.FromMinutes(2));
        Assert.NotNull(result);
        var newest = new DirectoryInfo(Path.Combine(site.Server.Data, "results"))
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .MaxBy(f => f.LastWriteTimeUtc)!;
        newest.Delete();

        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync($"simulations/{id}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("its result cannot be read");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is missing");
    }

    private static ILocator Button(Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static Task EndedAsync(Visitor visitor, string state) =>
        Assertions.Expect(visitor.Page.Locator(".page-head .tag").First).ToHaveTextAsync(state, new() { Timeout = 120_000 });

    // The live page once a curve is drawn, and home beside it.
    private async Task LookAsync(string id, string theme)
    {
        await using var visitor = await site.VisitAsync(theme);
        await visitor.GoAsync($"simulations/{id}");
        await visitor.Page.Locator("[data-panel=losses][data-points]").WaitForAsync(new() { Timeout = 180_000 });
        // Curves take turns, so that they leave the processors to the training; none waits for its first turn.
        await Assertions.Expect(visitor.Page.Locator("[data-panel=losses] .apexcharts-series").First).ToBeAttachedAsync();
        await Assertions.Expect(visitor.Page.Locator("[data-panel=generator] .apexcharts-series").First).ToBeAttachedAsync();
        await PicturesAsync(visitor, "live", theme);
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        await visitor.GoAsync("");
        await Assertions.Expect(visitor.Page.Locator("section.running")).ToContainTextAsync("Long training", new() { Timeout = 60_000 });
        await PicturesAsync(visitor, "home-running", theme);
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        Assert.Empty(visitor.Errors);
    }

    private static async Task PicturesAsync(Visitor visitor, string name, string theme)
    {
        foreach (var width in s_widths)
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 500 ? 844 : 900);
            await visitor.ChartsFitAsync();
            await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"{name}-{theme}-{width}"), FullPage = true });
            Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        }
        await visitor.Page.SetViewportSizeAsync(1440, 900);
    }
}
