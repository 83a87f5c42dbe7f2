using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Store.Jobs;
using Simulator.Strategies;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>Ctrl+K: what is offered, what is found, and where it leads.</summary>
public sealed class PaletteTests : PageContext
{
    private const string RecentKey = "palette:recent";
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public PaletteTests()
    {
        _dialogs = Render<MudDialogProvider>();
        JSInterop.Setup<string[]?>("simulatorShell.actions").SetResult(["Share", "Fork", "Delete"]);
    }

    [Fact]
    public async Task BeforeAnythingIsTyped_RecentIsFirst_ThenThePagesActions()
    {
        await StoreSeriesAsync(3);
        JSInterop.Setup<string?>("localStorage.getItem", RecentKey).SetResult("symbol:S0001\nsymbol:gone\ntheme:dark");

        var palette = await OpenAsync();

        Assert.Equal(["Recent", "This page", "Pages", "Symbols", "Settings"], Headings(palette));
        Assert.Equal(["S0001", "Dark", "Share", "Fork", "Delete"], Titles(palette).Take(5));
        Assert.Single(Titles(palette), "S0001");
    }

    [Fact]
    public async Task EverySource_IsFoundByItsLetters()
    {
        await StoreSeriesAsync(3);
        await Store.Strategies.SaveAsync("My own breakout", """{"kind":"named","name":"smaCross"}""", default);
        var run = await SubmitAsync(new SimulationRequest(Spec("Slow turtle")));
        var search = await SubmitAsync(new SearchRequest(Spec("Turtle sweep"), Values, [], "sharpe", new SweepSearch()));
        var palette = await OpenAsync();

        foreach (
            var (typed, section, title) in new[]
            {
                ("s0002", "Symbols", "S0002"),
                ("slow tur", "Runs", "Slow turtle"),
                ("trtl swp", "Sweeps and searches", "Turtle sweep"),
                ("ownbrk", "Saved strategies", "My own breakout"),
                ("hierar", "Gallery", "Hierarchical risk parity"),
                ("proximal", "Gallery", "Proximal policy optimisation"),
                ("swee", "Pages", "Sweep"),
                ("fork", "This page", "Fork"),
                ("projector", "Settings", "Projector: light, larger, stronger contrast"),
            }
        )
        {
            await TypeAsync(palette, typed);
            // A search's title goes on with what it varies.
            Assert.Contains(TitlesOf(palette, section), t => t.StartsWith(title, StringComparison.Ordinal));
        }
        Assert.NotEqual(run, search);
    }

    [Fact]
    public async Task CardsOfTheGallery_WaitForWords_UnlessOneWasChosenLately()
    {
        var card = GalleryCard.All[3];
        JSInterop.Setup<string?>("localStorage.getItem", RecentKey).SetResult($"card:{card.Key}");
        var palette = await OpenAsync();

        Assert.Equal([card.Title], TitlesOf(palette, "Recent"));
        Assert.Empty(TitlesOf(palette, "Gallery"));
    }

    [Fact]
    public async Task Enter_GoesToWhatIsChosen_AndRemembersIt()
    {
        await StoreSeriesAsync(3);
        var palette = await OpenAsync();
        await TypeAsync(palette, "s000");
        await KeyAsync(palette, "ArrowDown");
        Assert.Equal("palette-1", palette.Find("input").GetAttribute("aria-activedescendant"));

        await KeyAsync(palette, "Enter");

        Assert.EndsWith("/data/S0001", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains(
            JSInterop.Invocations["localStorage.setItem"],
            i => i.Arguments is [RecentKey, string kept] && kept.StartsWith("symbol:S0001", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task AnActionOfThePage_IsDoneByThePage_AndNotRemembered()
    {
        var palette = await OpenAsync();
        await TypeAsync(palette, "delete");

        await KeyAsync(palette, "Enter");

        Assert.Equal(2, JSInterop.Invocations["simulatorShell.act"].Single().Arguments[0]);
        Assert.DoesNotContain(JSInterop.Invocations, i => i.Identifier == "localStorage.setItem");
    }

    [Fact]
    public async Task ASetting_IsApplied()
    {
        var palette = await OpenAsync();
        await TypeAsync(palette, "green red");

        await KeyAsync(palette, "Enter");

        Assert.Equal(["colors", "greenRed"], JSInterop.Invocations["simulatorTheme.choose"].Single().Arguments);
    }

    [Fact]
    public async Task NothingFound_SaysSo()
    {
        var palette = await OpenAsync();
        await TypeAsync(palette, "zzzzqq");

        Assert.Contains("Nothing found for “zzzzqq”.", palette.Markup, StringComparison.Ordinal);
        await KeyAsync(palette, "Enter"); // and nothing happens
    }

    [Fact]
    public void EveryCardOfTheGallery_HasAnAddressThatFindsItAgain() =>
        Assert.All(GalleryCard.All, card => Assert.Same(card, GalleryCard.Find(card.Key)));

    private static readonly Dictionary<string, string> Values = new() { ["fast"] = "5:10:5" };

    private static SimulationSpec Spec(string name) =>
        new()
        {
            Name = name,
            Data = new DataSpec { Target = "S0000" },
            Strategy = new SmaCrossStrategySpec(),
        };

    private async Task<string> SubmitAsync(Simulator.Jobs.IJobRequest request)
    {
        var kind = request is SearchRequest search ? (Simulator.Jobs.IJobKind)SearchKind.Of(search.Method) : new SimulationKind();
        return (await Store.Jobs.AddAsync(new JobSubmission(kind, request), default)).Id;
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync()
    {
        var palette = Render<CommandPalette>();
        await palette.InvokeAsync(palette.Instance.OpenAsync);
        _dialogs.WaitForElement("#palette-found");
        return _dialogs;
    }

    private static Task TypeAsync(IRenderedComponent<MudDialogProvider> palette, string typed) =>
        palette.Find("input").InputAsync(new ChangeEventArgs { Value = typed });

    private static Task KeyAsync(IRenderedComponent<MudDialogProvider> palette, string key) =>
        palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = key });

    private static IEnumerable<string> Headings(IRenderedComponent<MudDialogProvider> palette) =>
        palette.FindAll("[role=group]").Select(g => g.GetAttribute("aria-label")!);

    private static List<string> Titles(IRenderedComponent<MudDialogProvider> palette) =>
        [.. palette.FindAll("[role=option] .title").Select(t => t.TextContent.Trim())];

    private static IEnumerable<string> TitlesOf(IRenderedComponent<MudDialogProvider> palette, string section) =>
        palette.FindAll($"[role=group][aria-label='{section}'] .title").Select(t => t.TextContent.Trim());
}
