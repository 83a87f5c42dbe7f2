using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>Several assets: from the form to the report; splits and dividends attached to a series, and taken back.</summary>
[Collection(SharedSite.Name)]
public sealed class PortfolioTests(Site site)
{
    [SkippableFact]
    public async Task Portfolio_ChosenInTheForm_EndsInWeightsAndAssets()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("new?preset=portfolio&target=DEMO");
        var page = visitor.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Assets" }).Locator("tbody tr")).ToHaveCountAsync(5);
        await visitor.ChooseAsync(page.Locator("#spec-strategy-method"), "Custom weights");
        await FillAsync(page.GetByLabel("Weight of DEMO_GOLD"), "half");
        await Assertions.Expect(page.Locator("#spec-strategy-weights-DEMO_GOLD-error")).ToBeVisibleAsync();
        await FillAsync(page.GetByLabel("Weight of DEMO_GOLD"), "0.3");
        await visitor.ChooseAsync(page.Locator("#spec-strategy-rebalance"), "when a weight has drifted");
        await FillAsync(page.Locator("#spec-strategy-rebalance-value"), "0.05");
        // An asset that is taken out takes its weight along.
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "DEMO_ASIA", Exact = true }).UncheckAsync();
        await Assertions.Expect(page.Locator("#json-errors li")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/simulations/[0-9a-f]+"), new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#weights-title")).ToHaveTextAsync("Weights of 4 assets", new() { Timeout = 120_000 });
        await visitor.ChartsAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Assets" }).Locator("tbody tr")).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Trades" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Trades" })).ToContainTextAsync("DEMO_GOLD");
        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf("portfolio-done"), FullPage = true });
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task FactorFile_OnASeriesPage_IsAttachedAndTakenBack()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data/DEMO_PEER");
        var page = visitor.Page;
        await Choose("20160105,0.98,1,45\n20160301,0.99,1,45\n20501231,1,1,0\n");
        await Assertions.Expect(page.Locator("#actions")).ToContainTextAsync("Attached: 2 dividends");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#actions")).ToContainTextAsync("No splits or dividends are attached");

        await Choose("20160301,1,0.5,45\n20501231,1,1,0\n");
        await Assertions.Expect(page.Locator("#actions [role=alert]")).ToContainTextAsync("adjusted already");
        await Choose("date,price\n");
        await Assertions.Expect(page.Locator("#actions [role=alert]")).ToContainTextAsync("factors.csv, line 1");
        await Assertions.Expect(page.Locator("#actions")).ToContainTextAsync("No splits or dividends are attached");
        Assert.Empty(visitor.Errors);

        Task Choose(string text) =>
            page.Locator("#actions input[type=file]")
                .Last.SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "factors.csv",
                        MimeType = "text/csv",
                        Buffer = System.Text.Encoding.UTF8.GetBytes(text),
                    }
                );
    }

    private static async Task FillAsync(ILocator field, string value)
    {
        await field.FillAsync(value);
        await field.PressAsync("Tab");
    }
}
