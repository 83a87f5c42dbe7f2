namespace Simulator.Tests.Browser;

/// <summary>A running product and a browser, shared by the tests of the collection; a finished simulation lies in it.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>A spec that runs in a moment on the built-in market.</summary>
    public const string QuickSpec = """{ "version": 1, "name": "Quick cross", "data": { "target": "DEMO" }, "strategy": { "kind": "smaCross", "fastBars": 10, "slowBars": 30 } }""";

    private Chromium? _chromium;

    /// <summary>The product.</summary>
    public ProductServer Server { get; private set; } = null!;

    /// <summary>The finished simulation.</summary>
    public string Finished { get; private set; } = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!Chromium.IsInstalled)
            return;
        Server = new ProductServer();
        await Server.StartAsync();
        _chromium = await Chromium.StartAsync();
        await WaitForDemoMarketAsync();
        Finished = await Server.SubmitAsync(QuickSpec);
        await Server.ResultAsync(Finished, TimeSpan.FromMinutes(2));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }

    /// <summary>A browser of its own: nothing of another one's storage.</summary>
    public Task<Visitor> VisitAsync(string theme = "light", int width = 1440)
    {
        Chromium.Require();
        return Visitor.ComeAsync(_chromium!.Browser, Server.Address, theme, width);
    }

    // The market is stored a moment after the first start.
    private async Task WaitForDemoMarketAsync()
    {
        await using var visitor = await VisitAsync();
        for (var i = 0; i < 60; i++)
        {
            await visitor.GoAsync("data/DEMO");
            if (!(await visitor.Page.Locator("h1").InnerTextAsync()).StartsWith("No series", StringComparison.Ordinal))
                return;
            await Task.Delay(500);
        }
        throw new TimeoutException("the built-in market did not appear");
    }
}

/// <summary>Tests that share one <see cref="Site"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedSite : ICollectionFixture<Site>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "site";
}
