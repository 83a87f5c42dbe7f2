using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Simulator.Learning.Catalogue;
using Simulator.Markets;
using Simulator.Web.Components.Derive;
using Simulator.Web.Components.Import;

namespace Simulator.Tests.Web.Components;

/// <summary>From documents that are no prices to stored series, in the browser.</summary>
public sealed class DeriveTests : PageContext
{
    private const string Headlines = "Headline,Time\nProfit beats estimates,2020-03-02 10:00\nNothing happens,2020-03-05 09:00\n";

    public DeriveTests() => BuiltInMakers.Register();

    [Fact]
    public async Task Headlines_AreShownBeforeTheyAreStored_AndStoredWhenAccepted()
    {
        var page = await PageAsync(Headlines, "symbol=NEWS&set=timeZone%3DAmerica%2FNew_York");

        await PressAsync(page, "Show what it makes");
        page.WaitForAssertion(() => Assert.Contains("Nothing is stored yet.", page.Markup, StringComparison.Ordinal));
        var cells = page.FindAll("section[aria-labelledby=made-title] tbody td").Select(c => c.TextContent.Trim()).ToArray();
        Assert.Equal(("NEWS", "4", "2020-03-02", "2020-03-05", "new"), (cells[0], cells[3], cells[4], cells[5], cells[7]));
        Assert.Empty(Store.Series.Symbols);

        await PressAsync(page, "Store the series");
        page.WaitForAssertion(() => Assert.Contains("Stored: NEWS.", page.Markup, StringComparison.Ordinal));
        Assert.Equal((4, SeriesKind.Score), (Store.Series.Find("NEWS")!.Count, Store.Series.Find("NEWS")!.Kind));
    }

    [Fact]
    public async Task FileThatCannotBeUsed_IsToldWithItsLineAndRemedy()
    {
        var page = await PageAsync("Headline,Time\nProfit,yesterday\n", "symbol=NEWS");
        await PressAsync(page, "Show what it makes");
        page.WaitForAssertion(() =>
        {
            var alert = page.Find("[role=alert]").TextContent;
            Assert.Contains("Nothing was made. news.csv", alert, StringComparison.Ordinal);
            Assert.EndsWith(".", alert.Trim(), StringComparison.Ordinal);
        });
        Assert.DoesNotContain("What would be stored", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormThatIsNotFilled_SaysSoAtItsFields()
    {
        var page = await PageAsync(null, "symbol=");
        await PressAsync(page, "Show what it makes");
        Assert.Contains("Choose one or more files.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("needs a name", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_UnderTheNameOfStoredPrices_CannotBeStored()
    {
        await StoreSeriesAsync(1);
        var page = await PageAsync(Headlines, "symbol=S0000&set=timeZone%3DAmerica%2FNew_York");
        await PressAsync(page, "Show what it makes");
        page.WaitForAssertion(() =>
            Assert.Contains("is stored as a series of prices, and this is one of scores", page.Markup, StringComparison.Ordinal)
        );
        Assert.True(Button(page, "Store the series").HasAttribute("disabled"));
    }

    private async Task<IRenderedComponent<DerivePage>> PageAsync(string? csv, string query)
    {
        if (csv is not null)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
            query += $"&upload={await Services.GetRequiredService<UploadStore>().SaveAsync(content, default)}&file=news.csv";
        }
        Services.GetRequiredService<NavigationManager>().NavigateTo($"derive?kind=news&{query}");
        return Render<DerivePage>();
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<DerivePage> page, string words) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == words);

    private static Task PressAsync(IRenderedComponent<DerivePage> page, string words) => Button(page, words).ClickAsync(new());
}
