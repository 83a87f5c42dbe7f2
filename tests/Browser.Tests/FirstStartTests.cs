using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>The very first start, as a person has it: nothing turned off, an empty data folder.</summary>
[Collection(SharedSite.Name)]
public sealed class FirstStartTests
{
    private static readonly string[] s_names = ["Demo: PPO", "Twin: the same run"];

    [SkippableFact, Trait("Category", "Slow")]
    public async Task FirstStart_RunsTheDemoAndItsTwin_Once()
    {
        Chromium.Require();
        await using var server = new ProductServer(demo: true);
        await server.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using (var visitor = await Visitor.ComeAsync(chromium.Browser, server.Address, "light", 1440))
        {
            await visitor.GoAsync("");
            foreach (var name in s_names)
                await Assertions
                    .Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = name }).First)
                    .ToBeVisibleAsync(new() { Timeout = 120_000 });
            await Assertions.Expect(visitor.Page.Locator(".tag.synthetic").First).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator(".topbar .pill")).ToHaveTextAsync("No jobs running", new() { Timeout = 240_000 });
            Assert.Empty(visitor.Errors);
        }

        await server.KillAsync();
        await server.StartAsync();
        await using var later = await Visitor.ComeAsync(chromium.Browser, server.Address, "light", 1440);
        await later.GoAsync("");
        await Assertions.Expect(later.Page.Locator(".topbar .pill")).ToHaveTextAsync("No jobs running");
        foreach (var name in s_names)
            await Assertions.Expect(later.Page.GetByRole(AriaRole.Link, new() { Name = name }).First).ToBeVisibleAsync();
        await Assertions.Expect(later.Page.Locator("section.running")).ToHaveCountAsync(0);
    }
}
