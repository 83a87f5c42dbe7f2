using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>Two tabs draw on one chart.</summary>
[Collection(SharedSite.Name)]
public sealed class DrawingTabsTests(Site site)
{
    [SkippableFact]
    public async Task DrawingDeletedInOneTab_StaysDeleted_WhateverTheOtherDraws_AndIsUndone()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data/DEMO_INDEX");
        var one = visitor.Page;
        await DrawAsync(one, "Draw a level");
        await DrawAsync(one, "Draw a trend line");
        var two = await visitor.Context.NewPageAsync();
        await two.GotoAsync(one.Url);
        await Expect(Chart(two)).ToHaveAttributeAsync("data-drawings", "2");

        await SavedAsync(one, () => one.Keyboard.PressAsync("Delete")); // the one drawn last is chosen
        await Expect(Chart(one)).ToHaveAttributeAsync("data-drawings", "1");
        await DrawAsync(two, "Draw a level");
        await Expect(Chart(two)).ToHaveAttributeAsync("data-drawings", "2"); // the first level and its own
        await Expect(two.Locator(".ws-note")).ToContainTextAsync("deleted drawings");

        await one.ReloadAsync();
        await Expect(Chart(one)).ToHaveAttributeAsync("data-drawings", "2");
        await SavedAsync(two, () => two.Keyboard.PressAsync("Control+z"));
        await Expect(Chart(two)).ToHaveAttributeAsync("data-drawings", "3");
        await one.ReloadAsync();
        await Expect(Chart(one)).ToHaveAttributeAsync("data-drawings", "3");
        // The browser itself notes the status of the refused version.
        Assert.DoesNotContain(visitor.Errors, e => !e.Contains("412", StringComparison.Ordinal));
    }

    private static ILocator Chart(IPage page) => page.Locator(".workspace");

    // By keys: it appears at the last bars.
    private static async Task DrawAsync(IPage page, string tool)
    {
        await Expect(Chart(page)).ToHaveAttributeAsync("data-drawn", "ready");
        await page.GetByRole(AriaRole.Button, new() { Name = tool }).FocusAsync();
        await SavedAsync(page, () => page.Keyboard.PressAsync("Enter"));
    }

    private static Task<IResponse> SavedAsync(IPage page, Func<Task> act) =>
        page.RunAndWaitForResponseAsync(act, r => r.Request.Method == "PUT" && r.Status == 200);
}
