using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>Debian's Chromium; tests that need it are skipped, with the reason, where it is not installed.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The engine without the window is the same, and leaves a third of the time to what is tested.
    private static readonly string[] s_programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] s_arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>How long an expectation waits: two sites with their pages share the processors.</summary>
    public const int PatienceMilliseconds = 15_000;

    static Chromium() => Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; }

    /// <summary>Whether it is there.</summary>
    public static bool IsInstalled => Program is not null;

    private static string? Program => s_programs.FirstOrDefault(File.Exists);

    /// <summary>Skips the calling test where it is not.</summary>
    public static void Require() => Skip.IfNot(IsInstalled, $"needs {s_programs[0]} (apt-get install chromium-headless-shell)");

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> StartAsync(params string[] more)
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(
            playwright,
            await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = [.. s_arguments, .. more] })
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
