using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>Form and JSON are one spec.</summary>
[Collection(SharedSite.Name)]
public sealed class SpecFormTests(Site site)
{
    [SkippableFact]
    public async Task FormField_Changed_ChangesTheJson()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        await visitor.Page.GetByLabel("Fast average").FillAsync("7");
        await visitor.Page.GetByLabel("Fast average").PressAsync("Tab");
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"fastBars\": 7"));
    }

    [SkippableFact]
    public async Task Json_Changed_ChangesTheForm()
    {
        await using var visitor = await NewAsync("new");
        await Json(visitor)
            .FillAsync(
                """{ "version": 1, "data": { "target": "DEMO" }, "strategy": { "kind": "smaCross", "fastBars": 12, "slowBars": 48 } }"""
            );
        await Assertions.Expect(visitor.Page.GetByLabel("Slow average")).ToHaveValueAsync("48");
        // What the text leaves out shows with its default.
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commissionRate")).ToHaveValueAsync("0.001");
    }

    [SkippableFact]
    public async Task WrongValues_StandWhereTheyWereTyped_WithTheirErrors()
    {
        await using var visitor = await NewAsync("new?preset=ganPpo&target=DEMO");
        await visitor.Page.Locator("#spec-execution-commissionRate").FillAsync("-1");
        await visitor.Page.Locator("#spec-execution-commissionRate").PressAsync("Tab");
        await visitor.Page.Locator("#spec-execution-slippageBps").FillAsync("much");
        await visitor.Page.Locator("#spec-execution-slippageBps").PressAsync("Tab");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commissionRate-error")).ToContainTextAsync("was -1");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-slippageBps-error")).ToContainTextAsync("much");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-slippageBps")).ToHaveValueAsync("much");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("2 errors");
        Assert.EndsWith("target=DEMO", visitor.Page.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task BrokenJson_SaysWhere_AndTheFormRests()
    {
        await using var visitor = await NewAsync("new");
        await Json(visitor).FillAsync("{ \"version\": 1,\n \"data\": ");
        await Assertions.Expect(visitor.Page.Locator("#json-errors")).ToContainTextAsync("line 2");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commissionRate")).ToBeDisabledAsync();
    }

    [SkippableFact]
    public async Task Draft_AfterReload_IsBack()
    {
        await using var visitor = await NewAsync("new");
        await visitor.Page.GetByLabel("Name").FillAsync("Half an idea");
        await visitor.Page.GetByLabel("Name").PressAsync("Tab");
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Half an idea"));
        await visitor.GoAsync("new");
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("Half an idea");
    }

    [SkippableFact]
    public async Task QuickSpec_RunFromTheForm_EndsInAReport()
    {
        await using var visitor = await NewAsync("new?preset=buyAndHold&target=DEMO");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions
            .Expect(visitor.Page)
            .ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/simulations/"), new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator(".sentence")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await visitor.ChartsAsync();
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Fork_OfARun_BeginsWithItsSpec()
    {
        await using var visitor = await NewAsync($"new?from={site.Finished}");
        await Assertions.Expect(visitor.Page.GetByLabel("Slow average")).ToHaveValueAsync("30");
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("Quick cross");
    }

    [SkippableTheory]
    [InlineData("""{ "version": 1, "version": 1, "data": { "target": "DEMO" }, "data": { "target": "DEMO" } }""")]
    [InlineData("""{ "version": 1, "data": { "target": "DEMO" }, "strategy": 5, "execution": [] }""")]
    [InlineData("""{ "version": 1, "name": "\ud800" }""")]
    public async Task OddJson_Typed_GetsItsError_AndAReloadStillOpensThePage(string text)
    {
        await using var visitor = await NewAsync("new");
        await Json(visitor).FillAsync(text);
        await Assertions.Expect(visitor.Page.Locator("#json-errors li").First).ToBeVisibleAsync();
        await visitor.GoAsync("new");
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(text);
        await Assertions.Expect(visitor.Page.Locator(".page-error")).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#json-errors li")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task DraftThatWasNotShownLastTime_IsNotOpenedUnasked()
    {
        await using var visitor = await NewAsync("shared");
        await visitor.Page.EvaluateAsync(
            "() => { localStorage.setItem('draft:new', '{ \"name\": \"Odd\" }'); "
                + "localStorage.setItem('draft:restoring', '{ \"name\": \"Odd\" }'); }"
        );
        await visitor.GoAsync("new");
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Open it" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("Odd");
    }

    [SkippableFact]
    public async Task WindowsAndLags_InTheForm_AreTheJsons_WithErrorsAtTheField()
    {
        await using var visitor = await NewAsync("new?preset=ganPpo&target=DEMO");
        await Json(visitor)
            .FillAsync(
                """
                { "version": 1, "data": { "target": "DEMO" },
                  "features": [ { "kind": "returns", "lagsBars": [1, 5] }, { "kind": "indicator", "name": "rsi" } ],
                  "strategy": { "kind": "agent", "agent": { "kind": "ppo" } } }
                """
            );
        await visitor.Page.GetByText("Windows and lags").ClickAsync();
        var lags = visitor.Page.Locator("#spec-features-0-lagsBars");
        await Assertions.Expect(lags).ToHaveValueAsync("1, 5");
        await lags.FillAsync("2, 9, 0");
        await lags.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.Locator("#spec-features-0-lagsBars-error")).ToContainTextAsync("was 0");
        await lags.FillAsync("2, 9");
        await lags.PressAsync("Tab");
        await visitor.Page.Locator("#spec-features-1-windowBars").FillAsync("21");
        await visitor.Page.Locator("#spec-features-1-windowBars").PressAsync("Tab");
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"windowBars\": 21"));
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("2,\\s+9\\s"));
        await Assertions.Expect(visitor.Page.Locator("#json-errors li")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task NewSimulation_FromAFork_ForgetsTheFork()
    {
        await using var visitor = await NewAsync($"new?from={site.Finished}");
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("Quick cross");
        await visitor.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visitor.Page.Locator(".palette input")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("New sim");
        await Assertions.Expect(visitor.Page.Locator("#palette-found [role=option]").First).ToContainTextAsync("New simulation");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("New simulation");
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("");
    }

    [SkippableFact]
    public async Task CostsInDetail_StandInForTheSimpleFields_AndGoAway()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        await visitor.Page.GetByText("Costs in detail").ClickAsync();
        await visitor.ChooseAsync(visitor.Page.Locator("#spec-execution-commission"), "several parts");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commissionRate")).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commission-rate")).ToHaveValueAsync("0.001");
        await FillAsync(visitor, "#spec-execution-commission-minimum", "-1");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commission-minimum-error")).ToContainTextAsync("was -1");
        await FillAsync(visitor, "#spec-execution-commission-minimum", "1");
        await visitor.ChooseAsync(visitor.Page.Locator("#spec-execution-slippage-kind"), "market impact, square root");
        await FillAsync(visitor, "#spec-execution-slippage-windowBars", "30");
        await visitor.Page.Locator("#spec-execution-margin").CheckAsync();
        await FillAsync(visitor, "#spec-execution-volumeShare", "0.1");
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"volumeShare\": 0.1"));
        await Assertions
            .Expect(Json(visitor))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"kind\": \"impact\"[^}]*\"windowBars\": 30"));
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"maintenanceFraction\": 0.25"));
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("new-costs"), FullPage = true });

        await visitor.ChooseAsync(visitor.Page.Locator("#spec-execution-commission"), "one rate");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commissionRate")).ToHaveValueAsync("0.001");
        await FillAsync(visitor, "#spec-execution-volumeShare", "");
        await Assertions.Expect(Json(visitor)).Not.ToHaveValueAsync(new System.Text.RegularExpressions.Regex("volumeShare"));
        await Assertions.Expect(visitor.Page.Locator("#json-errors li")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task ReadyRule_Chosen_ShowsItsMeaningAndParameters_WithErrorsAtTheField()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        await visitor.ChooseAsync(visitor.Page.Locator("#spec-strategy-name"), "Donchian breakout");
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-name-meaning")).ToContainTextAsync("highest high");
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-parameters-entry")).ToHaveValueAsync("20");
        await FillAsync(visitor, "#spec-strategy-parameters-entry", "many");
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-parameters-entry-error")).ToContainTextAsync("was 'many'");
        await FillAsync(visitor, "#spec-strategy-parameters-entry", "55");
        await visitor.ChooseAsync(visitor.Page.Locator("#spec-strategy-parameters-side"), "long");
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"entry\": \"?55"));
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"side\": \"long\""));
        await Assertions.Expect(visitor.Page.Locator("#json-errors li")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Kinds_TriedOneAfterTheOther_KeepWhatWasTyped_AndUndoGoesBack()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        await FillAsync(visitor, "#spec-strategy-fastBars", "7");
        await visitor.Page.GetByText("An agent that learns").ClickAsync();
        await FillAsync(visitor, "#spec-strategy-agent-steps", "12345");
        await visitor.Page.GetByText("A ready-made rule").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-fastBars")).ToHaveValueAsync("7");
        await visitor.Page.GetByText("An agent that learns").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-agent-steps")).ToHaveValueAsync("12345");
        await visitor.GoAsync("new?preset=smaCross&target=DEMO");
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-agent-steps")).ToHaveValueAsync("12345");
        await FillAsync(visitor, "#spec-name", "Half");
        await visitor.Page.Locator("h1").ClickAsync();
        await visitor.Page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(visitor.Page.Locator("#spec-name")).ToHaveValueAsync("");
        await visitor.Page.Keyboard.PressAsync("Control+Shift+z");
        await Assertions.Expect(visitor.Page.Locator("#spec-name")).ToHaveValueAsync("Half");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task SecondTab_ThatEditsTheDraft_Wins_AndWhatTheFirstTypedIsKept()
    {
        await using var visitor = await NewAsync("new");
        await FillAsync(visitor, "#spec-name", "Mine");
        var second = await visitor.Context.NewPageAsync();
        await second.GotoAsync(visitor.Page.Url);
        await Assertions.Expect(second.Locator("#spec-name")).ToHaveValueAsync("Mine");
        await second.Locator("#spec-name").FillAsync("Theirs");
        await second.Locator("#spec-name").PressAsync("Tab");
        await Assertions.Expect(visitor.Page.Locator("#spec-name")).ToHaveValueAsync("Theirs");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take mine" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#spec-name")).ToHaveValueAsync("Mine");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task Gallery_Searched_PutsTheStrategyIntoTheForm()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Gallery" }).ClickAsync();
        await visitor.Page.Locator("#gallery-search").FillAsync("donchian");
        await Assertions.Expect(visitor.Page.Locator("[data-card]")).ToHaveCountAsync(1);
        await Assertions.Expect(visitor.Page.Locator("[data-card] polyline")).ToHaveCountAsync(2);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use Donchian breakout" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-parameters-entry")).ToHaveValueAsync("20");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task SavedStrategy_ComesBackByItsName_WithItsVersions()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        var page = visitor.Page;
        foreach (var fast in new[] { "7", "9" })
        {
            await FillAsync(visitor, "#spec-strategy-fastBars", fast);
            await page.GetByRole(AriaRole.Button, new() { Name = "Saved", Exact = true }).ClickAsync();
            await page.Locator("#saved-name").FillAsync("Mine alone");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use Mine alone" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();
            await Assertions.Expect(page.Locator("#saved-name")).ToHaveCountAsync(0);
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Saved", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Versions of Mine alone" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use version 1 of Mine alone" }).ClickAsync();
        await Assertions.Expect(page.Locator("#spec-strategy-fastBars")).ToHaveValueAsync("7");
        Assert.Empty(visitor.Errors);
    }

    /// <summary>Rules are written in the form with an error on the way, run, and judged.</summary>
    [SkippableFact]
    public async Task RulesOfOnesOwn_WrittenInTheForm_RunAndAreJudged()
    {
        await using var visitor = await NewAsync("new?preset=smaCross&target=DEMO");
        await visitor.Page.GetByText("Rules of your own").Last.ClickAsync();
        var (entry, written) = (Editor(visitor, "entryLong"), visitor.Page.Locator("#spec-strategy-rules-entryLong"));
        await Assertions.Expect(written).ToHaveValueAsync("crossesAbove(sma(fast), sma(slow))");
        await entry.FillAsync("close > smaa(20)");
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-rules-entryLong-error")).ToContainTextAsync("did you mean 'sma'");
        await Assertions.Expect(visitor.Page.Locator("#spec-strategy-rules-entryLong-error .caret")).ToContainTextAsync("^");
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("new-rules-error"), FullPage = true });

        await entry.FillAsync("close > ");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "All words" }).ClickAsync();
        await visitor.Page.Locator("#rule-words-search").FillAsync("simple moving");
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("new-rules-words") });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Insert sma", Exact = true }).ClickAsync();
        await Assertions.Expect(written).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^close > sma\\("));
        // Whoever inserted a word goes on writing where it stands.
        await Assertions.Expect(visitor.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(entry).ToBeFocusedAsync();
        await entry.PressSequentiallyAsync(" and close > close[1]");
        await Assertions.Expect(written).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("close\\[1\\]"));
        await Editor(visitor, "stopLoss").FillAsync("orderPrice - side * 1.5 * atr(14)");
        await Editor(visitor, "takeProfit").FillAsync("orderPrice + side * 1.5 * atr(14)");
        await Assertions.Expect(Json(visitor)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("close\\[1\\]"));
        await Assertions.Expect(visitor.Page.Locator("#json-errors li")).ToHaveCountAsync(0);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".sentence")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await visitor.Page.GetByRole(AriaRole.Tab, new() { Name = "Robustness" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("had a fill inside")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("In nine of ten histories")).ToBeVisibleAsync();
        await visitor
            .Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Robustness" })
            .GetByRole(AriaRole.Button, new() { Name = "Fill ambiguity" })
            .ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Open, high, low and close do not show this order")).ToBeVisibleAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("robustness-rules"), FullPage = true });
        Assert.Empty(visitor.Errors);
    }

    private static async Task FillAsync(Visitor visitor, string field, string value)
    {
        await visitor.Page.Locator(field).FillAsync(value);
        await visitor.Page.Locator(field).PressAsync("Tab");
    }

    private static ILocator Editor(Visitor visitor, string member) =>
        visitor.Page.Locator($".cm-content[data-rule=spec-strategy-rules-{member}]");

    private static ILocator Json(Visitor visitor) => visitor.Page.Locator("#spec-json");

    private async Task<Visitor> NewAsync(string path)
    {
        var visitor = await site.VisitAsync();
        await visitor.GoAsync(path);
        if (path.StartsWith("new", StringComparison.Ordinal))
            await visitor.OpenJsonAsync();
        return visitor;
    }
}
