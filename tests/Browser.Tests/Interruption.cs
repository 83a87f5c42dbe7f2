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
    private const int PatienceMilliseconds = 120_000; // ten tabs come back at once, on two processors

    private Chromium? _chromium;

    /// <summary>The product.</summary>
    public ProductServer Server { get; private set; } = null!;

    private Wire? Wire { get; set; }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!Chromium.IsInstalled)
            return;
        Server = new ProductServer(false, $"--Circuit:DisconnectedCircuitRetentionPeriod=00:00:0{WaitsSeconds}");
        await Server.StartAsync();
        Wire = new Wire(Server.Address);
        _chromium = await Chromium.StartAsync();
        await using var visitor = await VisitAsync();
        await Site.WaitForDemoMarketAsync(visitor);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (Wire is not null)
            await Wire.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }

    /// <summary>A browser of its own.</summary>
    public Task<Visitor> VisitAsync()
    {
        Chromium.Require();
        return Visitor.ComeAsync(_chromium!.Browser, Wire!.Address, "light", 1440);
    }

    /// <summary>Interrupts everyone at once, and waits until every page goes on and has said what happened.</summary>
    internal async Task InterruptAsync(Interruption kind, params Visitor[] visitors)
    {
        if (kind is Interruption.ClosedTab)
        {
            foreach (var visitor in visitors)
                await visitor.ReopenAsync();
            return;
        }
        if (kind is Interruption.KilledServer)
            await Server.KillAsync();
        else
            Wire!.Cut();
        foreach (var visitor in visitors)
            await visitor.Page.Locator("#offline").WaitForAsync();
        if (kind is Interruption.LongCut)
            await Task.Delay(TimeSpan.FromSeconds(WaitsSeconds + 1));
        if (kind is Interruption.KilledServer)
            await Server.StartAsync();
        else
            Wire!.Mend();
        var isNew = kind is not Interruption.ShortCut;
        foreach (var visitor in visitors)
            await GoesOnAsync(visitor, isNew);
    }

    private static async Task GoesOnAsync(Visitor visitor, bool isNew)
    {
        try
        {
            await visitor.Page.WaitForFunctionAsync(GoesOn, isNew, new() { Timeout = PatienceMilliseconds });
        }
        catch (TimeoutException)
        {
            var state = await visitor.Page.EvaluateAsync<string>(State);
            throw new TimeoutException($"{visitor.Page.Url} does not go on: {state}; {string.Join(' ', visitor.Errors)}");
        }
    }

    // A page that was opened anew says so for some seconds, and remembers that it did.
    private const string GoesOn = """
        isNew => document.getElementById('offline').hidden && (!isNew || document.documentElement.dataset.reopened)
          && document.querySelector('main h1') && !document.querySelector('main .skeleton')
        """;

    private const string State = """
        () => `offline ${!document.getElementById('offline')?.hidden}, reopened ${document.documentElement.dataset.reopened}, `
          + `skeleton ${!!document.querySelector('main .skeleton')}, since ${Math.round(performance.now())} ms, `
          + document.querySelector('main')?.innerText.slice(0, 200)
        """;
}
