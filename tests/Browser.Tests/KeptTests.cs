using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>
/// In the middle of every journey the tab is closed, the network cut, the server killed: what was typed and computed is there.
/// </summary>
public sealed class KeptTests(InterruptedSite site) : IClassFixture<InterruptedSite>
{
    private static readonly Dictionary<string, (Func<InterruptedSite, Visitor, Task> Begin, Func<Visitor, Task> IsThere)> s_journeys = new()
    {
        ["import"] = (ImportAsync, ImportIsThereAsync),
        ["actions"] = (AttachAsync, v => Expect(v.Page.Locator("#actions")).ToContainTextAsync("Attached: 2 dividends")),
        ["ready-made rule"] = (
            (_, v) => TypeAsync(v, "new?preset=smaCross&target=DEMO", "#spec-strategy-fastBars", "17"),
            v => HasAsync(v, "#spec-strategy-fastBars", "17")
        ),
        ["rules"] = (RulesAsync, v => HasAsync(v, "#spec-strategy-rules-entryLong", "close > sma(23)")),
        ["agent"] = (
            (_, v) => TypeAsync(v, "new?preset=ganPpo&target=DEMO", "#spec-name", "Half an idea"),
            v => HasAsync(v, "#spec-name", "Half an idea")
        ),
        ["portfolio"] = (
            (_, v) => TypeAsync(v, "new?preset=portfolio", "#spec-capital-amount", "123456"),
            v => HasAsync(v, "#spec-capital-amount", "123456")
        ),
        ["saved strategy"] = (SaveAsync, SavedIsThereAsync),
        ["sweep"] = (SweepAsync, SweepIsThereAsync),
        ["running job"] = (RunAsync, RunGoesOnAsync),
        ["note on a chart"] = (NoteAsync, NoteIsThereAsync),
        ["shared link"] = (ShareAsync, SharedIsThereAsync),
    };

    [SkippableTheory]
    [InlineData(Interruption.ClosedTab)]
    [InlineData(Interruption.ShortCut)]
    [InlineData(Interruption.LongCut)]
    [InlineData(Interruption.KilledServer)]
    public async Task Journeys_Interrupted_GoOnWhereTheyWere(Interruption kind)
    {
        var visitors = new Dictionary<string, Visitor>();
        var faults = new List<string>();
        try
        {
            foreach (var (journey, (begin, _)) in s_journeys)
            {
                visitors[journey] = await site.VisitAsync();
                await TriedAsync(journey, () => begin(site, visitors[journey]), faults);
            }
            await site.InterruptAsync(kind, [.. visitors.Values]);
            // Ten pages come back to a server that has just started, on two processors.
            SetDefaultExpectTimeout(2 * Chromium.PatienceMilliseconds);
            foreach (var (journey, (_, isThere)) in s_journeys)
                await TriedAsync(journey, () => isThere(visitors[journey]), faults);
        }
        finally
        {
            SetDefaultExpectTimeout(Chromium.PatienceMilliseconds);
            foreach (var visitor in visitors.Values)
                await visitor.DisposeAsync();
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    // One journey that fails does not keep the others from being seen.
    private static async Task TriedAsync(string journey, Func<Task> act, List<string> faults)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
        {
            faults.Add($"{journey}: {e.Message}");
        }
    }

    private static async Task ImportAsync(InterruptedSite site, Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("data");
        await ImportTests.UploadAsync(
            visitor,
            "AMBIG.csv",
            Encoding.UTF8.GetBytes("Date,Close\n04/04/2017,10\n05/05/2017,11\n07/06/2017,12\n")
        );
        await visitor.ChooseAsync(page.Locator("[id$=import-day-first-answer]"), "3 April");
        await Expect(page.Locator(".detected")).ToContainTextAsync("dd/MM/yyyy");
        // The answer reads the file again, and its series are listed anew: nobody types within that moment.
        await page.WaitForTimeoutAsync(1_000);
        await TypeAsync(page.GetByLabel("Symbol of", new() { Exact = false }), "WAITS");
    }

    private static async Task ImportIsThereAsync(Visitor visitor)
    {
        await Expect(visitor.Page.Locator("#preview-title")).ToContainTextAsync("AMBIG.csv");
        await Expect(visitor.Page.Locator(".detected")).ToContainTextAsync("dd/MM/yyyy");
        await Expect(visitor.Page.GetByLabel("Symbol of", new() { Exact = false })).ToHaveValueAsync("WAITS");
    }

    private static async Task AttachAsync(InterruptedSite site, Visitor visitor)
    {
        await visitor.GoAsync("data/DEMO_PEER");
        await visitor
            .Page.Locator("#actions input[type=file]")
            .Last.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "factors.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes("20160105,0.98,1,45\n20160301,0.99,1,45\n20501231,1,1,0\n"),
                }
            );
        await Expect(visitor.Page.Locator("#actions")).ToContainTextAsync("Attached: 2 dividends");
    }

    private static async Task RulesAsync(InterruptedSite site, Visitor visitor)
    {
        await visitor.GoAsync("new?preset=smaCross&target=DEMO");
        await visitor.Page.GetByText("Rules of your own").Last.ClickAsync();
        // By the keys that a person has: the editor takes a selection made by a script into account a moment later.
        var editor = visitor.Page.Locator(".cm-content[data-rule=spec-strategy-rules-entryLong]");
        await editor.ClickAsync();
        await editor.PressAsync("Control+a");
        await visitor.Page.Keyboard.InsertTextAsync("close > sma(23)");
        await HasAsync(visitor, "#spec-strategy-rules-entryLong", "close > sma(23)");
    }

    private static async Task SaveAsync(InterruptedSite site, Visitor visitor)
    {
        await visitor.GoAsync("new?preset=smaCross&target=DEMO");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Saved", Exact = true }).ClickAsync();
        await visitor.Page.Locator("#saved-name").FillAsync("Kept rule");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use Kept rule" })).ToBeVisibleAsync();
        // The next name is typed and not saved.
        await TypeAsync(visitor.Page.Locator("#saved-name"), "Half a name");
    }

    private static async Task SavedIsThereAsync(Visitor visitor)
    {
        if (!await visitor.Page.Locator("#saved-name").IsVisibleAsync())
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Saved", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use Kept rule" })).ToBeVisibleAsync();
        await HasAsync(visitor, "#saved-name", "Half a name");
    }

    private static async Task SweepAsync(InterruptedSite site, Visitor visitor)
    {
        await visitor.GoAsync("sweep?target=DEMO&rule=smaCross&where=fast%3Cslow");
        await visitor.Page.Locator("#sweep-fast").FillAsync("4:16:4");
        await visitor.Page.Locator("#sweep-fast").PressAsync("Tab");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("4:16:4|4%3A16%3A4"));
        await TypeAsync(visitor.Page.Locator("#sweep-slow"), "20,40,60");
    }

    private static async Task SweepIsThereAsync(Visitor visitor)
    {
        await HasAsync(visitor, "#sweep-fast", "4:16:4");
        await HasAsync(visitor, "#sweep-slow", "20,40,60");
    }

    private static async Task RunAsync(InterruptedSite site, Visitor visitor)
    {
        await visitor.GoAsync("sweep?target=DEMO&rule=smaCross&set=fast%3D2:60:1&set=slow%3D61:700:1");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Start \\d") }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Whole job", Exact = true }))
            .Not.ToHaveAttributeAsync("aria-valuenow", "0", new() { Timeout = 180_000 }); // its worker stands behind ten browsers
    }

    // On a quick machine it has ended meanwhile.
    private static async Task RunGoesOnAsync(Visitor visitor)
    {
        var cancel = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" });
        var best = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Best parameters" });
        await Expect(cancel.Or(best)).ToBeVisibleAsync(new() { Timeout = 60_000 });
        if (await cancel.IsVisibleAsync())
            await cancel.ClickAsync();
        await Expect(best.Locator("tbody tr")).ToHaveCountAsync(10, new() { Timeout = 60_000 });
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("37,760");
    }

    private static async Task NoteAsync(InterruptedSite site, Visitor visitor)
    {
        await visitor.GoAsync("data/DEMO_GOLD");
        await visitor.ChartsAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Write a note" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByLabel("Text of the note")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("mind the gap");
    }

    private static async Task NoteIsThereAsync(Visitor visitor)
    {
        await visitor.ChartsAsync();
        await Expect(visitor.Page.Locator(".workspace")).ToHaveAttributeAsync("data-drawings", new Regex("[1-9]"));
        var kept = await visitor.Page.EvaluateAsync<string>(
            """
            async () => (localStorage.getItem('chart-drawings:DEMO_GOLD') ?? '')
              + await (await fetch('/chart/drawings/DEMO_GOLD')).text()
            """
        );
        Assert.Contains("mind the gap", kept, StringComparison.Ordinal);
    }

    private static async Task ShareAsync(InterruptedSite site, Visitor visitor)
    {
        var id = await site.Server.SubmitAsync(Site.QuickSpec);
        await site.Server.ResultAsync(id, TimeSpan.FromMinutes(1));
        await visitor.GoAsync($"simulations/{id}");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var link = new Uri(await visitor.Page.GetByLabel("The link (shown only once)").InputValueAsync());
        await visitor.GoAsync("shared");
        await visitor.Page.EvaluateAsync("link => localStorage.setItem('test-link', link)", link.AbsolutePath);
    }

    private static async Task SharedIsThereAsync(Visitor visitor)
    {
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Revoke") }).First).ToBeVisibleAsync();
        var link = await visitor.Page.EvaluateAsync<string>("() => localStorage.getItem('test-link')");
        Assert.Equal(200, (await visitor.GoAsync(link.TrimStart('/'))).Status);
    }

    // Into a field that is not left.
    private static async Task TypeAsync(ILocator field, string text)
    {
        await field.ClickAsync();
        await field.PressAsync("Control+a");
        await field.PressSequentiallyAsync(text);
    }

    private static async Task TypeAsync(Visitor visitor, string path, string field, string text)
    {
        await visitor.GoAsync(path);
        await TypeAsync(visitor.Page.Locator(field), text);
    }

    private static Task HasAsync(Visitor visitor, string field, string text) => Expect(visitor.Page.Locator(field)).ToHaveValueAsync(text);
}
