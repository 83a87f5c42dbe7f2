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
        await Json(visitor).FillAsync("""{ "version": 1, "data": { "target": "DEMO" }, "strategy": { "kind": "smaCross", "fastBars": 12, "slowBars": 48 } }""");
        await Assertions.Expect(visitor.Page.GetByLabel("Slow average")).ToHaveValueAsync("48");
        // What the text leaves out shows with its default.
        await Assertions.Expect(visitor.Page.GetByLabel("Commission")).ToHaveValueAsync("0.001");
    }

    [SkippableFact]
    public async Task WrongValues_StandWhereTheyWereTyped_WithTheirErrors()
    {
        await using var visitor = await NewAsync("new?preset=ganPpo&target=DEMO");
        await visitor.Page.GetByLabel("Commission").FillAsync("-1");
        await visitor.Page.GetByLabel("Commission").PressAsync("Tab");
        await visitor.Page.GetByLabel("Slippage").FillAsync("much");
        await visitor.Page.GetByLabel("Slippage").PressAsync("Tab");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-commissionRate-error")).ToContainTextAsync("was -1");
        await Assertions.Expect(visitor.Page.Locator("#spec-execution-slippageBps-error")).ToContainTextAsync("much");
        await Assertions.Expect(visitor.Page.GetByLabel("Slippage")).ToHaveValueAsync("much");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("2 things");
        Assert.EndsWith("target=DEMO", visitor.Page.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task BrokenJson_SaysWhere_AndTheFormRests()
    {
        await using var visitor = await NewAsync("new");
        await Json(visitor).FillAsync("{ \"version\": 1,\n \"data\": ");
        await Assertions.Expect(visitor.Page.Locator("#json-errors")).ToContainTextAsync("line 2");
        await Assertions.Expect(visitor.Page.GetByLabel("Commission")).ToBeDisabledAsync();
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
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/simulations/"), new() { Timeout = 60_000 });
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
        await visitor.Page.EvaluateAsync("() => { localStorage.setItem('draft:new', '{ \"name\": \"Odd\" }'); localStorage.setItem('draft:restoring', '{ \"name\": \"Odd\" }'); }");
        await visitor.GoAsync("new");
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Open it" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("Odd");
    }

    [SkippableFact]
    public async Task WindowsAndLags_InTheForm_AreTheJsons_WithErrorsAtTheField()
    {
        await using var visitor = await NewAsync("new?preset=ganPpo&target=DEMO");
        await Json(visitor).FillAsync("""
            { "version": 1, "data": { "target": "DEMO" }, "features": [ { "kind": "returns", "lagsBars": [1, 5] }, { "kind": "indicator", "name": "rsi" } ],
              "strategy": { "kind": "agent", "agent": { "kind": "ppo" } } }
            """);
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
        await visitor.Page.Keyboard.TypeAsync("New sim");
        await Assertions.Expect(visitor.Page.Locator("#palette-found [role=option]")).ToHaveCountAsync(1);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("New simulation");
        await Assertions.Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("");
    }

    private static ILocator Json(Visitor visitor) => visitor.Page.Locator("#spec-json");

    private async Task<Visitor> NewAsync(string path)
    {
        var visitor = await site.VisitAsync();
        await visitor.GoAsync(path);
        return visitor;
    }
}
