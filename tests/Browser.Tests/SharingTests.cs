using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Simulator.Artifacts;
using Simulator.Store;

namespace Simulator.Tests.Browser;

/// <summary>Read-only links: for whoever has them, without an account; a wrong one tells nothing.</summary>
[Collection(SharedSite.Name)]
public sealed class SharingTests(Site site)
{
    [SkippableFact]
    public async Task SharedLink_InAnotherBrowser_ShowsTheReportWithoutConnection()
    {
        await using var stranger = await site.VisitAsync();
        var answer = await stranger.GoAsync(await ShareAsync(site, site.Finished));
        Assert.Equal(200, answer.Status);
        Assert.Equal("no-referrer", answer.Headers["referrer-policy"]);
        Assert.Contains("noindex", answer.Headers["x-robots-tag"], StringComparison.Ordinal);
        await stranger.ChartsAsync();
        Assert.True(await stranger.Page.Locator("canvas").CountAsync() > 0);
        Assert.Equal(0, await stranger.Page.Locator("button:not(.term), input, form, script[src*='blazor']").CountAsync());
        Assert.Empty(stranger.Errors);
    }

    [SkippableFact]
    public async Task WrongToken_ByOneCharacter_LooksLikeAnyOther()
    {
        Chromium.Require();
        var good = await ShareAsync(site, site.Finished);
        var bad = good[..^1] + (good[^1] == 'a' ? 'b' : 'a');
        using var wrong = await site.Server.Client.GetAsync(bad);
        using var nonsense = await site.Server.Client.GetAsync("s/x");
        Assert.Equal(404, (int)wrong.StatusCode);
        Assert.Equal(404, (int)nonsense.StatusCode);
        Assert.Equal(await nonsense.Content.ReadAsStringAsync(), await wrong.Content.ReadAsStringAsync());
    }

    [SkippableFact]
    public async Task ExpiredLink_LooksLikeNone()
    {
        Chromium.Require();
        using var store = SimulatorStore.Open(new DataFolder(site.Server.Data), TimeProvider.System);
        var valid = await store.Links.CreateAsync(site.Finished, TimeSpan.FromDays(1), CancellationToken.None);
        var expired = await store.Links.CreateAsync(site.Finished, TimeSpan.FromTicks(1), CancellationToken.None);
        using var open = await site.Server.Client.GetAsync($"s/{valid.Token}");
        using var shut = await site.Server.Client.GetAsync($"s/{expired.Token}");
        using var nonsense = await site.Server.Client.GetAsync("s/x");
        Assert.Equal(200, (int)open.StatusCode);
        Assert.Equal(404, (int)shut.StatusCode);
        Assert.Equal(await nonsense.Content.ReadAsStringAsync(), await shut.Content.ReadAsStringAsync());
    }

    [SkippableFact]
    public async Task ShareDialog_OnTheLoopback_SaysThatTheLinkOpensHereOnly()
    {
        foreach (var theme in new[] { "light", "dark" })
        {
            await using var owner = await site.VisitAsync(theme);
            await owner.GoAsync($"simulations/{site.Finished}");
            await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
            await Assertions.Expect(owner.Page.Locator("#share")).ToContainTextAsync("only on this machine");
            await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
            await Assertions.Expect(owner.Page.GetByLabel("The link (shown only once)")).ToBeVisibleAsync();
            await owner.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"share-dialog-{theme}-1440") });
            Assert.Empty(PageTests.Serious(await owner.Page.RunAxe()));
            Assert.Empty(owner.Errors);
        }
    }

    [SkippableFact]
    public async Task RevokedLink_OpensNothing()
    {
        await using var owner = await site.VisitAsync();
        var link = await ShareAsync(site, site.Finished);
        await owner.GoAsync("shared");
        var live = await owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Revoke") }).CountAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Revoke") }).First.ClickAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Revoke") })).ToHaveCountAsync(live - 1);
        using var revoked = await site.Server.Client.GetAsync(link);
        Assert.Equal(404, (int)revoked.StatusCode);
    }

    /// <summary>Shares a simulation as a person does and returns the link's path.</summary>
    internal static async Task<string> ShareAsync(Site site, string simulation)
    {
        await using var owner = await site.VisitAsync();
        await owner.GoAsync($"simulations/{simulation}");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        return new Uri(await owner.Page.GetByLabel("The link (shown only once)").InputValueAsync()).AbsolutePath.TrimStart('/');
    }
}
