using Bunit;
using Microsoft.AspNetCore.Components;
using Simulator.Markets;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Pages;
using Simulator.Web.Components.Words;

namespace Simulator.Tests.Web.Components.Words;

/// <summary>Pages with their frame: no word that is not in a resource file.</summary>
public sealed class PagesInPseudoLanguageTests : PageContext
{
    // What the store calls its parts, and words of the library's own controls, which have a language of their own (MudLocalizer).
    private async Task<string[]> DataAsync() =>
        [
            .. (await Store.Upkeep.StorageAsync(default)).Parts.Select(p => p.Name),
            .. MarketCalendar.All.Select(c => c.Name),
            "S0000",
            "S0001",
            "panel.csv",
            "KiB",
            "MiB",
            "UTC",
            "1 day",
            "Sort",
        ];

    [Fact]
    public async Task DataPage_WithSeriesAndADeletedOne_HasNoForeignWord()
    {
        await StoreSeriesAsync(2);
        await Store.Series.DeleteAsync("S0001", default);

        var page = PseudoLanguage.Speak(() =>
        {
            var drawn = Render<DataPage>();
            drawn.WaitForAssertion(() => Assert.NotEmpty(drawn.FindAll("tbody tr a")));
            return drawn;
        });

        Assert.Contains("⟦", page.Markup, StringComparison.Ordinal);
        Assert.Empty(PseudoLanguage.Foreign(page.Nodes, await DataAsync()));
    }

    [Fact]
    public async Task DataPage_WithoutSeries_HasNoForeignWord()
    {
        var page = PseudoLanguage.Speak(() =>
        {
            var drawn = Render<DataPage>();
            drawn.WaitForAssertion(() => Assert.NotEmpty(drawn.FindAll(".empty")));
            return drawn;
        });

        Assert.Empty(PseudoLanguage.Foreign(page.Nodes, await DataAsync()));
    }

    [Fact]
    public void Places_AreNamedFromTheResources()
    {
        var rail = PseudoLanguage.Speak(() => Render<Rail>());

        Assert.Equal(8, rail.FindAll(".places .word").Count);
        Assert.Empty(PseudoLanguage.Foreign(rail.Nodes, "Simulator"));
    }

    [Fact]
    public void OtherCultures_ReadEnglish()
    {
        _ = PseudoLanguage.Speak(() => CommonText.Language);

        Assert.Equal("en", CommonText.Language);
        Assert.Equal("⟦en⟧", PseudoLanguage.Speak(() => CommonText.Language));
        Assert.Equal("⟦about 3 min⟧", PseudoLanguage.Speak(() => Figures.About(TimeSpan.FromMinutes(3))));
    }

    [Fact]
    public void ForeignWord_IsFound()
    {
        var made = Render((RenderFragment)(b => b.AddMarkupContent(0, "<p title=\"hint\">⟦Runs⟧ of 3 <b>left</b> S0000</p>")));

        Assert.Equal(["hint", "of 3", "left"], PseudoLanguage.Foreign(made.Nodes, "S0000").Select(t => t.Trim()));
    }
}
