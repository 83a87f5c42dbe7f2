using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Simulator.Tests.Browser;

/// <summary>The checks before training, asked for beside the form.</summary>
[Collection(SharedSite.Name)]
public sealed class TrainingChecklistTests(Site site)
{
    [SkippableFact]
    public async Task DraftThatLearns_IsChecked_AndTheTableFitsThePage()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("new?preset=ganPpo&target=DEMO");
        var checklist = visitor.Page.Locator(".checklist");
        await checklist.GetByRole(AriaRole.Button, new() { Name = "Check data and features" }).ClickAsync();
        await Expect(checklist.Locator("[data-check]")).ToHaveCountAsync(17);
        await Expect(checklist.GetByRole(AriaRole.Status)).ToContainTextAsync("17 checks");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        Assert.Empty(visitor.Errors);
    }
}
