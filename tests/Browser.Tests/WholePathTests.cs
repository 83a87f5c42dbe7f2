using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>The product's main job by hand: a panel in, a GAN and an agent trained before one's eyes, a report out, shared.</summary>
[Collection(SharedSite.Name)]
public sealed class WholePathTests(Site site)
{
    private const string Spec = """
        { "version": 1, "name": "GS by hand", "data": { "target": "GS", "related": ["JPM", "MS"],
            "from": "2014-01-02", "to": "2018-12-31" },
          "features": [ { "kind": "returns", "lagsBars": [1, 5] }, { "kind": "indicator", "name": "rsi" }, { "kind": "relatedReturns" } ],
          "forecaster": { "kind": "gan", "hidden": 8, "criticChannels": 8, "noiseDimensions": 2,
            "epochs": 6, "patienceEpochs": 6, "samples": 32, "trainFolds": 1 },
          "strategy": { "kind": "agent", "agent": { "kind": "ppo", "steps": 6000, "seeds": 2, "hidden": 16,
            "environments": 4, "rolloutSteps": 64 } } }
        """;

    [SkippableFact, Trait("Category", "Slow")]
    public async Task Panel_ToSharedReport_ByHand()
    {
        var panel = SharedFiles.Require("data/core/panel_gs_correlated_2010_2018.csv");
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data");
        await ImportTests.UploadAsync(visitor, "panel.csv", await File.ReadAllBytesAsync(panel));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync(new() { Timeout = 120_000 });
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "GS", Exact = true }).First)
            .ToBeVisibleAsync(new() { Timeout = 120_000 });

        await visitor.GoAsync("new?preset=ganPpo&target=GS");
        await visitor.OpenJsonAsync();
        await visitor.Page.Locator("#spec-json").FillAsync(Spec);
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("GS by hand");
        await visitor.Page.GetByLabel("Name").FillAsync("GS by hand, from the form");
        await visitor.Page.GetByLabel("Name").PressAsync("Tab");
        await Assertions
            .Expect(visitor.Page.Locator("#spec-json"))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("from the form"));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions
            .Expect(visitor.Page)
            .ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/simulations/"), new() { Timeout = 60_000 });

        await using var other = await site.VisitAsync();
        await other.GoAsync(new Uri(visitor.Page.Url).AbsolutePath.TrimStart('/'));
        await WatchAsync(visitor, other);

        await Assertions.Expect(visitor.Page.Locator(".sentence")).ToBeVisibleAsync(new() { Timeout = 300_000 });
        await Assertions.Expect(other.Page.Locator(".sentence")).ToBeVisibleAsync();
        Assert.Equal(await visitor.Page.Locator(".sentence").InnerTextAsync(), await other.Page.Locator(".sentence").InnerTextAsync());
        await visitor.ChartsAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("report"), FullPage = true });

        var id = new Uri(visitor.Page.Url).Segments[^1];
        await using var stranger = await site.VisitAsync();
        var answer = await stranger.GoAsync(await SharingTests.ShareAsync(site, id));
        Assert.Equal(200, answer.Status);
        await stranger.ChartsAsync();
        Assert.Equal(await visitor.Page.Locator(".sentence").InnerTextAsync(), await stranger.Page.Locator(".sentence").InnerTextAsync());
        Assert.Empty(visitor.Errors);
        Assert.Empty(other.Errors);
        Assert.Empty(stranger.Errors);
    }

    /// <summary>The same without any file, on the built-in market; its picture is the README's.</summary>
    [SkippableFact, Trait("Category", "Slow")]
    public async Task BuiltInMarket_FromTheForm_EndsInAReportThatSaysSynthetic()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("new?preset=ganPpo&target=DEMO");
        foreach (
            var (field, value) in new[]
            {
                ("name", "GAN forecasts → PPO"),
                ("forecaster-epochs", "5"),
                ("forecaster-hidden", "8"),
                ("forecaster-trainFolds", "1"),
                ("strategy-agent-steps", "20000"),
                ("strategy-agent-seeds", "2"),
            }
        )
        {
            await visitor.Page.Locator($"#spec-{field}").FillAsync(value);
            await visitor.Page.Locator($"#spec-{field}").PressAsync("Tab");
            await Assertions
                .Expect(visitor.Page.Locator("#spec-json"))
                .ToHaveValueAsync(new System.Text.RegularExpressions.Regex(": \"?" + value));
        }
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".sentence")).ToBeVisibleAsync(new() { Timeout = 600_000 });
        await Assertions.Expect(visitor.Page.Locator("h1 ~ .tag.synthetic")).ToBeVisibleAsync();
        await visitor.ChartsAsync();
        await visitor.Page.SetViewportSizeAsync(1440, 1180);
        await visitor.ChartsFitAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("readme-report") });
        await visitor.Page.GetByRole(AriaRole.Tab, new() { Name = "Agent" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("[data-panel=agent][data-points]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        Assert.Empty(visitor.Errors);
    }

    // Progress only ever grows, curves appear, and both browsers see the same job.
    private static async Task WatchAsync(Visitor visitor, Visitor other)
    {
        List<double> seen = [];
        await visitor
            .Page.Locator("[data-panel=losses][data-points]")
            .Or(visitor.Page.Locator(".sentence"))
            .First.WaitForAsync(new() { Timeout = 120_000 });
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("live"), FullPage = true });
        while (await visitor.Page.Locator("[data-fraction]").CountAsync() > 0 && seen.Count < 1000)
        {
            if (await FractionAsync(visitor) is { } fraction && (seen.Count == 0 || fraction != seen[^1]))
                seen.Add(fraction);
            await Task.Delay(200);
        }
        Assert.True(seen.Distinct().Count() > 2, $"progress was seen at {string.Join(", ", seen)}");
        Assert.Equal(seen.Order(), seen);
        Assert.Empty(other.Errors);
    }

    private static async Task<double?> FractionAsync(Visitor visitor)
    {
        var texts = await visitor.Page.Locator("[data-fraction]").AllInnerTextsAsync();
        return
            texts.Count > 0
            && double.TryParse(
                texts[0].Replace(" %", "", StringComparison.Ordinal),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var percent
            )
            ? percent
            : null;
    }
}
