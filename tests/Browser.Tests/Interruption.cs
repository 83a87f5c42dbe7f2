namespace Simulator.Tests.Browser;

/// <summary>What can come between a person and the product.</summary>
public enum Interruption
{
    /// <summary>The tab is closed and opened again.</summary>
    ClosedTab,

    /// <summary>The network is gone for a moment.</summary>
    ShortCut,

    /// <summary>The network is gone for longer than the server waits for the page.</summary>
    LongCut,

    /// <summary>The server is killed and started again on the same data folder.</summary>
    KilledServer,
}

/// <summary>A server behind a <see cref="Wire"/>, with one browser, for tests that interrupt.</summary>
public sealed class InterruptedSite : IAsyncLifetime
{
    private const int WaitsSeconds = 3; // that the server waits for a page to come back

    private readonly ProductServer _server = new(false, $"--Circuit:DisconnectedCircuitRetentionPeriod=00:00:0{WaitsSeconds}");
    private Chromium? _chromium;
    private Wire? _wire;

    /// <summary>The product.</summary>
    public ProductServer Server => _server;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!Chromium.IsInstalled)
            return;
        await _server.StartAsync();
        _wire = new Wire(_server.Address);
        _chromium = await Chromium.StartAsync();
        await using var visitor = await VisitAsync();
        await Site.WaitForDemoMarketAsync(visitor);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_wire is not null)
            await _wire.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>A browser of its own.</summary>
    public Task<Visitor> VisitAsync()
    {
        Chromium.Require();
        return Visitor.ComeAsync(_chromium!.Browser, _wire!.Address, "light", 1440);
    }

    /// <summary>Interrupts, and waits until the page says that it goes on; returns what it said.</summary>
    internal async Task<string> InterruptAsync(Visitor visitor, Interruption kind)
    {
        switch (kind)
        {
            case Interruption.ClosedTab:
                await visitor.ReopenAsync();
                return "";
            case Interruption.ShortCut:
                _wire!.Cut();
                await SaysItIsOfflineAsync(visitor);
                _wire.Mend();
                break;
            case Interruption.LongCut:
                _wire!.Cut();
                await SaysItIsOfflineAsync(visitor);
                await Task.Delay(TimeSpan.FromSeconds(WaitsSeconds + 1));
                _wire.Mend();
                break;
            case Interruption.KilledServer:
                await _server.KillAsync();
                await SaysItIsOfflineAsync(visitor);
                await _server.StartAsync();
                break;
        }
        if (kind is not Interruption.ShortCut)
            await visitor.Page.Locator("#reopened").WaitForAsync();
        var said = kind is Interruption.ShortCut ? "" : await visitor.Page.Locator("#reopened").InnerTextAsync();
        await visitor.Page.WaitForFunctionAsync(
            "() => document.getElementById('offline').hidden && document.querySelector('main h1') && !document.querySelector('main .skeleton')"
        );
        return said;
    }

    private static Task SaysItIsOfflineAsync(Visitor visitor) => visitor.Page.Locator("#offline").WaitForAsync();
}
