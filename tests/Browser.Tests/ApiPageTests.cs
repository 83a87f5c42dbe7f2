using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>The page that describes the HTTP API. Its library has services of its maker; the product uses none of them.</summary>
[Collection(SharedSite.Name)]
public sealed class ApiPageTests(Site site)
{
    [SkippableFact]
    public async Task Page_ShowsTheRequests_AndTalksToThisServerOnly()
    {
        await using var visitor = await site.VisitAsync();
        var addresses = new ConcurrentQueue<Uri>();
        visitor.Page.Request += (_, request) => addresses.Enqueue(new Uri(request.Url));
        await visitor.GoAsync("api/");
        await Assertions.Expect(visitor.Page.GetByText("Queues a simulation").First).ToBeAttachedAsync(new() { Timeout = 30_000 });
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var own = new Uri(visitor.Page.Url).Authority;
        Assert.NotEmpty(addresses);
        Assert.All(addresses.Where(a => a.Scheme is "http" or "https" or "ws" or "wss"), a => Assert.Equal(own, a.Authority));
        var text = await visitor.Page.InnerTextAsync("body");
        Assert.All(
            ["Ask AI", "Generate SDK", "Deploy", "ShareEndpoints", "UploadEndpoint", "ApiSetup"],
            word => Assert.DoesNotContain(word, text, StringComparison.Ordinal)
        );
        Assert.All(["Simulations", "Jobs", "Server"], word => Assert.Contains(word, text, StringComparison.Ordinal));
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("api") });
        Assert.Empty(visitor.Errors);
    }
}
