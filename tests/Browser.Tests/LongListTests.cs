using Microsoft.Playwright;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Series;

namespace Simulator.Tests.Browser;

/// <summary>Lists of thousands draw only what is seen.</summary>
public sealed class LongListTests
{
    [SkippableFact]
    public async Task Data_OfTwoThousandSeries_DrawsAScreenful_AndScrollsToTheLast()
    {
        Chromium.Require();
        await using var server = new ProductServer();
        using (var store = SimulatorStore.Open(new DataFolder(server.Data), TimeProvider.System))
            await store.Series.AddAsync(
                [
                    .. Enumerable
                        .Range(0, 2_062)
                        .Select(i => new SeriesToStore(
                            new BarSeries($"S{i:0000}", [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]),
                            "panel.csv",
                            "{}",
                            0
                        )),
                ],
                default
            );
        await server.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium.Browser, server.Address, "light", 1440);

        await visitor.GoAsync("data");
        var rows = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Series" }).Locator("tbody tr:has(td a)");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2,06" })).ToBeVisibleAsync();
        Assert.InRange(await rows.CountAsync(), 5, 100);
        await visitor.Page.EvaluateAsync(
            "() => { const box = document.querySelector('.list .mud-table-container'); box.scrollTop = box.scrollHeight; }"
        );
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "S2061", Exact = true })).ToBeVisibleAsync();
        Assert.InRange(await rows.CountAsync(), 5, 100);
        Assert.Empty(visitor.Errors);
    }
}
