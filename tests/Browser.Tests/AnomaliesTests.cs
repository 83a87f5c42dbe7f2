using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>From a series or a file to its unusual rows.</summary>
[Collection(SharedSite.Name)]
public sealed class AnomaliesTests(Site site)
{
    [SkippableFact]
    public async Task File_LookedThrough_EndsInItsPlantedRow_AndIsThereAfterAReload()
    {
        await using var visitor = await site.VisitAsync("dark");
        await visitor.GoAsync("anomalies?file=");
        await visitor
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "payments.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(Payments(300, 200)),
                }
            );
        await Expect(visitor.Page.Locator(".files [role=status]")).ToHaveTextAsync("payments.csv: 300 rows to look through");
        await visitor.Page.Locator("#anomalies-rate").FillAsync("2");
        await visitor.Page.Locator("#anomalies-rate").PressAsync("Tab");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("rate=2"));
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator("#anomalies-rate")).ToHaveValueAsync("2");
        await Expect(visitor.Page.Locator(".files [role=status]")).ToHaveTextAsync("payments.csv: 300 rows to look through");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("run="), new() { Timeout = 30_000 });
        var rows = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "The unusual rows" }).Locator("tbody tr");
        await Expect(rows.First).ToContainTextAsync("fee", new() { Timeout = 90_000 });
        await Expect(rows.Filter(new() { HasText = "202" }).First).ToContainTextAsync("fee");
        foreach (var width in new[] { 1440, 1024, 390 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 500 ? 844 : 900);
            await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"anomalies-done-{width}"), FullPage = true });
            Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        }
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task File_ThatIsNoTable_IsRefusedWithItsName()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("anomalies?file=");
        await visitor
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "empty.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes("a,b\n"),
                }
            );
        await Expect(visitor.Page.Locator(".mud-alert[role=alert]")).ToContainTextAsync("empty.csv");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true })).ToBeDisabledAsync();
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Series_FromItsPage_IsLookedThrough()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data/DEMO");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Unusual bars" }).ClickAsync();
        await Expect(visitor.Page.Locator("#anomalies-series")).ToHaveValueAsync("DEMO");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".sentence")).ToContainTextAsync("rows are reported", new() { Timeout = 90_000 });
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Open DEMO" })).ToHaveAttributeAsync("href", "data/DEMO");
        Assert.Empty(visitor.Errors);
    }

    private static string Payments(int rows, int planted)
    {
        var (random, text) = (new Random(5), new StringBuilder("amount,fee,category\n"));
        for (var i = 0; i < rows; i++)
        {
            var amount = Math.Round(Math.Exp(4 + random.NextDouble()), 2);
            var fee = Math.Round(amount * (0.01 + (0.02 * random.NextDouble())) * (i == planted ? 40 : 1), 2);
            text.Append(FormattableString.Invariant($"{amount},{fee},{1 + random.Next(4)}\n"));
        }
        return text.ToString();
    }
}
