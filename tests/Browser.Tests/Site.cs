namespace Simulator.Tests.Browser;

/// <summary>A running product and a browser, shared by the tests of the collection; a finished simulation lies in it.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>A spec that runs in a moment on the built-in market.</summary>
    public const string QuickSpec = """
        { "version": 1, "name": "Quick cross", "data": { "target": "DEMO" },
          "strategy": { "kind": "smaCross", "fastBars": 10, "slowBars": 30 } }
        """;

    private const string PortfolioSpec = """
        { "version": 1, "name": "Three assets", "data": { "target": "DEMO", "related": ["DEMO_PEER", "DEMO_GOLD"] },
          "split": { "trainFraction": 0.2, "validationFraction": 0 },
          "strategy": { "kind": "portfolio", "method": "hrp" } }
        """;

    /// <summary>A spec with a forecaster and an agent, each as small as it can be.</summary>
    internal const string SmallLearningSpec = """
        { "version": 1, "name": "Small learning", "data": { "target": "DEMO" }, "features": [ { "kind": "returns", "lagsBars": [1, 5] } ],
          "forecaster": { "kind": "gan", "hidden": 4, "criticChannels": 4, "noiseDimensions": 1,
            "epochs": 1, "patienceEpochs": 1, "samples": 16, "trainFolds": 1 },
          "strategy": { "kind": "agent", "agent": { "kind": "ppo", "steps": 1024, "seeds": 1, "hidden": 8,
            "environments": 2, "rolloutSteps": 64, "minibatchSize": 64 } } }
        """;

    private Chromium? _chromium;
    private string? _learned;
    private string? _portfolio;

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

    /// <summary>A finished simulation that learned; made when first asked for.</summary>
    public async Task<string> LearnedAsync()
    {
        if (_learned is not null)
            return _learned;
        var id = await Server.SubmitAsync(SmallLearningSpec);
        await Server.ResultAsync(id, TimeSpan.FromMinutes(4));
        return _learned = id;
    }

    /// <summary>A finished portfolio; made when first asked for.</summary>
    public async Task<string> PortfolioAsync()
    {
        if (_portfolio is not null)
            return _portfolio;
        var id = await Server.SubmitAsync(PortfolioSpec);
        await Server.ResultAsync(id, TimeSpan.FromMinutes(2));
        return _portfolio = id;
    }

    /// <summary>A browser of its own: nothing of another one's storage.</summary>
    public Task<Visitor> VisitAsync(string theme = "light", int width = 1440)
    {
        Chromium.Require();
        return Visitor.ComeAsync(_chromium!.Browser, Server.Address, theme, width);
    }

    /// <summary>The market is stored a moment after the first start.</summary>
    internal static async Task WaitForDemoMarketAsync(Visitor visitor)
    {
        for (var i = 0; i < 60; i++)
        {
            await visitor.GoAsync("data/DEMO");
            if (!(await visitor.Page.Locator("h1").InnerTextAsync()).StartsWith("No series", StringComparison.Ordinal))
                return;
            await Task.Delay(500);
        }
        throw new TimeoutException("the built-in market did not appear");
    }

    private async Task WaitForDemoMarketAsync()
    {
        await using var visitor = await VisitAsync();
        await WaitForDemoMarketAsync(visitor);
    }
}

/// <summary>Tests that share one <see cref="Site"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedSite : ICollectionFixture<Site>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "site";
}
