using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>The very first start, as a person has it: nothing turned off, an empty data folder.</summary>
[Collection(SharedSite.Name)]
public sealed class FirstStartTests
{
    [SkippableFact, Trait("Category", "Slow")]
    public async Task FirstStart_ShowsTheDemoAndItsTwinLive_CancelledTheyStayAway()
    {
        Chromium.Require();
        await using var server = new ProductServer(demo: true);
        await server.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using (var visitor = await Visitor.ComeAsync(chromium.Browser, server.Address, "light", 1440))
        {
            await visitor.GoAsync("");
            var demo = visitor.Page.Locator("section.running").Filter(new() { HasText = "Demo: GAN" });
            var twin = visitor.Page.Locator("section.running").Filter(new() { HasText = "Twin: " });
            await Assertions.Expect(demo).ToBeVisibleAsync(new() { Timeout = 120_000 });
            await Assertions.Expect(demo.Locator(".tag.synthetic")).ToBeVisibleAsync();
            await Assertions.Expect(demo).ToContainTextAsync("synthetic prices");
            await Assertions.Expect(demo.Locator("li.running")).ToBeVisibleAsync(new() { Timeout = 120_000 });
            await Assertions.Expect(twin).ToBeVisibleAsync(new() { Timeout = 120_000 });
            foreach (var one in new[] { demo, twin })
            {
                await one.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
                await Assertions.Expect(one).ToHaveCountAsync(0, new() { Timeout = 120_000 });
            }
            await Assertions.Expect(visitor.Page.GetByText("cancelled").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            Assert.Empty(visitor.Errors);
        }

        await server.KillAsync();
        await server.StartAsync();
        await using var later = await Visitor.ComeAsync(chromium.Browser, server.Address, "light", 1440);
        await later.GoAsync("");
        await Assertions.Expect(later.Page.Locator(".topbar .pill")).ToHaveTextAsync("No jobs running");
        await Assertions.Expect(later.Page.GetByText("cancelled").First).ToBeVisibleAsync();
        await Assertions.Expect(later.Page.Locator("section.running")).ToHaveCountAsync(0);
    }
}
