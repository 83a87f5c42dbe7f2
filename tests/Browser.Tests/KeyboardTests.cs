using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>From a file to a report and back, with keys alone; the file is chosen in the browser's own dialog.</summary>
[Collection(SharedSite.Name)]
public sealed class KeyboardTests(Site site)
{
    [SkippableFact]
    public async Task WholeJourney_ByKeys_NeverLosesTheFocus()
    {
        await using var visitor = await site.VisitAsync();
        var (page, keys) = (visitor.Page, new Keys(visitor.Page));
        await visitor.GoAsync("");
        await keys.ToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the page" }));
        await keys.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();

        await ImportAsync(visitor, keys);
        await LookAtTheChartAsync(page, keys);
        await RunAsync(page, keys);
        await ReadAsync(page, keys);
        await TradesAsync(page, keys);
        await ExportAndForkAsync(page, keys);
        await DeleteAsync(page, keys);
        Assert.Equal(
            0,
            await page.EvaluateAsync<int>("() => document.querySelectorAll('[tabindex]:not([tabindex=\"0\"], [tabindex=\"-1\"])').length")
        );
        Assert.True(visitor.Errors.Count == 0, string.Join(Environment.NewLine, visitor.Errors));
    }

    private static async Task ImportAsync(Visitor visitor, Keys keys)
    {
        var page = visitor.Page;
        await keys.PressAsync("g", "d");
        await keys.IsAtAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Data", Exact = true }));
        await Expect(page.Locator("#import-file")).ToBeEnabledAsync();
        await keys.ToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Choose files" }));
        await ImportTests.UploadAsync(visitor, "KEYS.csv", Encoding.UTF8.GetBytes(ImportTests.Prices(600)));
        await Expect(page.Locator("#preview-title")).ToContainTextAsync("KEYS.csv");
        await keys.ToAsync(Button(page, "Accept"));
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#preview-title")).ToHaveCountAsync(0);
        await keys.LookAsync("after the file was accepted");
        await keys.ToAsync(page.Locator(".done").GetByRole(AriaRole.Link, new() { Name = "KEYS" }));
        await keys.PressAsync("Enter");
        await keys.IsAtAsync(page.Locator("main h1"));
        await Expect(page.Locator("main h1")).ToContainTextAsync("KEYS");
    }

    private static async Task LookAtTheChartAsync(IPage page, Keys keys)
    {
        var (chart, host) = (page.Locator(".workspace"), page.Locator(".workspace [data-host]"));
        await Expect(chart).ToHaveAttributeAsync("data-drawn", "ready");
        await keys.ToAsync(host);
        await keys.PressAsync(",", ",");
        var at = (await chart.GetAttributeAsync("data-crosshair"))!;
        var values = await page.Locator(".ws-row[data-layer=price]").InnerTextAsync();
        await keys.PressAsync("<");
        await Expect(chart).Not.ToHaveAttributeAsync("data-crosshair", at);
        await Expect(page.Locator(".ws-row[data-layer=price]")).Not.ToHaveTextAsync(values);
        await keys.PressAsync(">");
        await Expect(chart).ToHaveAttributeAsync("data-crosshair", at);
        await keys.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys of the chart" })).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await keys.IsAtAsync(host);
    }

    private static async Task RunAsync(IPage page, Keys keys)
    {
        await keys.PressAsync("g", "n");
        await keys.IsAtAsync(page.GetByRole(AriaRole.Heading, new() { Name = "New simulation" }));
        await keys.ToAsync(page.Locator("#spec-data-target"));
        await keys.TypeAsync("KEYS");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "KEYS", Exact = true })).ToBeVisibleAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#spec-data-target")).ToHaveValueAsync("KEYS");
        await keys.ToAsync(page.Locator("#spec-name"));
        await keys.TypeAsync("By keys");
        await keys.ToAsync(Button(page, "Gallery"));
        await keys.PressAsync("Enter");
        await keys.IsAtAsync(page.Locator("#gallery-search"));
        await keys.TypeAsync("donchian");
        await Expect(page.Locator("[data-card]")).ToHaveCountAsync(1);
        await keys.ToAsync(Button(page, "Use Donchian breakout"));
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#gallery-search")).ToHaveCountAsync(0);
        await keys.IsAtAsync(Button(page, "Gallery"));
        await keys.ToAsync(page.Locator("#spec-strategy-parameters-entry"));
        await keys.TypeAsync("15");
        await keys.ToAsync(Button(page, "Run"));
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/simulations/[0-9a-f]+"), new() { Timeout = 60_000 });
        await Expect(page.Locator(".sentence")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await keys.IsAtAsync(page.GetByRole(AriaRole.Heading, new() { Name = "By keys" }));
    }

    private static async Task ReadAsync(IPage page, Keys keys)
    {
        var term = page.Locator(".trust").GetByRole(AriaRole.Button).First;
        await keys.ToAsync(term);
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".pop:popover-open")).ToHaveCountAsync(1);
        await keys.PressAsync("Escape");
        await Expect(page.Locator(".pop:popover-open")).ToHaveCountAsync(0);
        await keys.IsAtAsync(term);

        var tabs = page.GetByRole(AriaRole.Tab);
        await keys.ToAsync(tabs);
        foreach (var name in (await tabs.AllInnerTextsAsync()).Skip(1).Append((await tabs.AllInnerTextsAsync())[0]))
        {
            await keys.PressAsync("ArrowRight");
            var tab = page.GetByRole(AriaRole.Tab, new() { Name = name, Exact = true });
            await keys.IsAtAsync(tab);
            await Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(page.GetByRole(AriaRole.Tabpanel, new() { Name = name, Exact = true })).ToBeVisibleAsync();
        }
    }

    private static async Task TradesAsync(IPage page, Keys keys)
    {
        var (tab, chart) = (page.GetByRole(AriaRole.Tab, new() { Name = "Trades", Exact = true }), page.Locator(".workspace"));
        await keys.PressAsync("ArrowRight");
        await keys.IsAtAsync(tab);
        var first = page.Locator("#trades-list tbody [id^=trade-]").First;
        await Expect(first).ToHaveTextAsync("1");
        // Twice: downwards.
        await keys.ToAsync(page.GetByRole(AriaRole.Columnheader, new() { Name = "No." }).GetByRole(AriaRole.Button));
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await Expect(first).Not.ToHaveTextAsync("1");

        var shown = await first.InnerTextAsync();
        await keys.ToAsync(Button(page, $"Show trade {shown} on the chart"));
        await keys.PressAsync("Enter");
        await Expect(chart).ToHaveAttributeAsync("data-trade", shown);
        await keys.IsAtAsync(page.Locator(".workspace [data-host]"));
        await keys.ToAsync(Button(page, "In the list"));
        await keys.PressAsync("Enter");
        await keys.IsAtAsync(Button(page, $"Show trade {shown} on the chart"));
    }

    private static async Task ExportAndForkAsync(IPage page, Keys keys)
    {
        var export = Button(page, "Export");
        await keys.ToAsync(export, "Shift+Tab");
        await keys.PressAsync("Enter");
        var json = page.GetByRole(AriaRole.Menuitem, new() { Name = "Result as JSON" });
        await Expect(json).ToBeVisibleAsync();
        await keys.ToAsync(json, "ArrowDown");
        var file = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith(".json", file.SuggestedFilename, StringComparison.Ordinal);
        await Expect(json).ToBeHiddenAsync();
        await keys.IsAtAsync(export);
        await keys.ToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Fork" }));
        await keys.PressAsync("Enter");
        await keys.IsAtAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Fork", Exact = true }));
        await Expect(page.Locator("#spec-strategy-parameters-entry")).ToHaveValueAsync("15");
    }

    private static async Task DeleteAsync(IPage page, Keys keys)
    {
        await keys.PressAsync("g", "r");
        await keys.IsAtAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Runs", Exact = true }));
        var delete = Button(page, "Delete By keys");
        await Expect(delete).ToHaveCountAsync(1);
        await keys.ToAsync(delete);
        await keys.PressAsync("Enter");
        await Expect(delete).ToHaveCountAsync(0);
        await keys.LookAsync("after the run was deleted");
        await keys.ToAsync(Button(page, "Undo"));
        await keys.PressAsync("Enter");
        await Expect(delete).ToHaveCountAsync(1);
        await keys.LookAsync("after the run was brought back");
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
