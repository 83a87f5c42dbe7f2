using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>
/// Every page, light and dark, wide and narrow: it renders without an error, nothing serious for axe, nothing sticks out. A site of its
/// own, so that these pages and the journeys of the other tests keep both processors busy.
/// </summary>
public sealed class PageTests(Site site) : IClassFixture<Site>
{
    private static readonly int[] s_widths = [1440, 1024, 390];

    public static TheoryData<string> Pages =>
        [
            "home",
            "data",
            "series",
            "new",
            "new-rules",
            "new-portfolio",
            "portfolio",
            "sweep",
            "leaderboard",
            "anomalies",
            "anomalies-file",
            "agents",
            "paths",
            "derive",
            "runs",
            "run",
            "statistics",
            "robustness",
            "trades",
            "forecast",
            "agent",
            "spec",
            "shared",
            "share-page",
            "share-missing",
            "not-found",
        ];

    [SkippableTheory, MemberData(nameof(Pages))]
    public async Task Page_InBothThemesAtThreeWidths_IsSound(string page)
    {
        await using var visitor = await site.VisitAsync("system");
        await visitor.GoAsync(await PathAsync(page));
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            // The page follows the system's theme while it is open.
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await LookAsync(visitor, page, theme == ColorScheme.Dark ? "dark" : "light");
        }
        // The browser itself notes the status of a page that is missing on purpose.
        Assert.DoesNotContain(
            visitor.Errors,
            e => !((page is "share-missing" or "not-found") && e.Contains("404", StringComparison.Ordinal))
        );
    }

    private static async Task LookAsync(Visitor visitor, string page, string theme)
    {
        await visitor.ChartsAsync();
        Assert.Equal(theme, await visitor.Page.Locator("html").GetAttributeAsync("data-theme"));
        foreach (var width in s_widths)
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 500 ? 844 : 900);
            await visitor.ChartsFitAsync();
            await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"{page}-{theme}-{width}"), FullPage = true });
            Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        }
        await visitor.Page.SetViewportSizeAsync(1440, 900);
        Assert.Empty(Serious(await visitor.Page.RunAxe()));
    }

    internal static IEnumerable<string> Serious(AxeResult result) =>
        result
            .Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Impact} {v.Id}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}");

    private async Task<string> PathAsync(string page) =>
        page switch
        {
            "home" => "",
            "data" => "data",
            "series" => "data/DEMO",
            "new" => "new?preset=ganPpo",
            "new-rules" => "new?preset=rules",
            "new-portfolio" => "new?preset=portfolio&target=DEMO",
            "portfolio" => $"simulations/{await site.PortfolioAsync()}",
            "sweep" => "sweep?target=DEMO",
            "leaderboard" => "leaderboard",
            "anomalies" => "anomalies",
            "anomalies-file" => "anomalies?file=",
            "paths" => "paths",
            "derive" => "derive",
            "agents" => "agents",
            "runs" => "simulations",
            "run" => $"simulations/{site.Finished}",
            "statistics" => $"simulations/{site.Finished}?tab=statistics",
            "robustness" => $"simulations/{site.Finished}?tab=robustness",
            "trades" => $"simulations/{site.Finished}?tab=trades",
            "forecast" => $"simulations/{await site.LearnedAsync()}?tab=forecast",
            "agent" => $"simulations/{await site.LearnedAsync()}?tab=agent",
            "spec" => $"simulations/{site.Finished}?tab=spec",
            "shared" => "shared",
            "share-page" => await SharingTests.ShareAsync(site, site.Finished),
            "share-missing" => "s/nothing",
            "not-found" => "no/such/page",
            _ => throw new ArgumentOutOfRangeException(nameof(page), page, "no such page"),
        };
}

/// <summary>Where pictures go: beside the build's other output, never committed.</summary>
internal static class Screenshots
{
    public static string PathOf(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SharedFiles.RepositoryRoot, "artifacts", "screenshots"));
        return Path.Combine(folder.FullName, $"{name}.png");
    }
}
