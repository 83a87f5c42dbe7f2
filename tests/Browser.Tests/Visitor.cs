using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>Someone at a browser of their own; notes every error that the browser's console shows.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _errors = [];

    private Visitor(IBrowserContext context, IPage page, Uri address)
    {
        (Context, _address) = (context, address);
        Page = Listen(page);
    }

    /// <summary>The browser's storage and settings.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The open page.</summary>
    public IPage Page { get; private set; }

    /// <summary>What the console complained of.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    internal static async Task<Visitor> ComeAsync(
        IBrowser browser,
        Uri address,
        string theme,
        int width,
        HttpCredentials? credentials = null
    )
    {
        var context = await browser.NewContextAsync(
            new()
            {
                HttpCredentials = credentials,
                // Only for the proxy of a test, whose certificate is its own.
                IgnoreHTTPSErrors = address.Scheme == Uri.UriSchemeHttps,
                ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 900 },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        await context.AddInitScriptAsync($"if (!localStorage.getItem('theme')) localStorage.setItem('theme', '{theme}')");
        return new Visitor(context, await context.NewPageAsync(), address);
    }

    /// <summary>Closes the tab, as a person does, and opens its address in a new one.</summary>
    public async Task ReopenAsync()
    {
        var (old, address) = (Page, Page.Url);
        var closed = new TaskCompletionSource();
        old.Close += (_, _) => closed.SetResult();
        await old.CloseAsync(new() { RunBeforeUnload = true });
        await closed.Task;
        Page = Listen(await Context.NewPageAsync());
        await GoAsync(address);
    }

    private IPage Listen(IPage page)
    {
        page.SetDefaultTimeout(30_000);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Enqueue($"{message.Text} {message.Location}".TrimEnd());
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
        return page;
    }

    /// <summary>Opens a page of the product and waits until it stands.</summary>
    public async Task<IResponse> GoAsync(string path)
    {
        var address = new Uri(_address, path).AbsoluteUri;
        IResponse? answer;
        try
        {
            answer = await Page.GotoAsync(address);
        }
        catch (PlaywrightException e) when (e.Message.Contains("ERR_ABORTED", StringComparison.Ordinal))
        {
            // A page whose server was restarted reloads itself; that may end this navigation.
            answer = await Page.GotoAsync(address);
        }
        await Page.Locator("h1").First.WaitForAsync();
        await Page.WaitForFunctionAsync("() => !document.querySelector('main .skeleton')");
        return answer!;
    }

    /// <summary>Chooses one of the values of a field: by the field's label and the value's words.</summary>
    public async Task ChooseAsync(string label, string words)
    {
        await Page.GetByLabel(label, new() { Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = words, Exact = true }).ClickAsync();
    }

    /// <summary>Chooses in a select: opens it and takes the option of exactly these words.</summary>
    public async Task ChooseAsync(ILocator field, string words)
    {
        await field.EvaluateAsync("e => e.scrollIntoView({ block: 'center' })");
        await field.ClickAsync(new() { Force = true });
        await Page.GetByRole(AriaRole.Option, new() { Name = words, Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator(".mud-popover-open [role=option]")).ToHaveCountAsync(0);
    }

    /// <summary>Unfolds the spec's text below its form.</summary>
    public async Task OpenJsonAsync()
    {
        if (!await Page.Locator("#spec-json").IsVisibleAsync())
            await Page.GetByText("The same spec as JSON").ClickAsync();
        await Assertions.Expect(Page.Locator("#spec-json")).ToBeVisibleAsync();
    }

    /// <summary>Waits until every chart of the page is drawn.</summary>
    public Task ChartsAsync() =>
        Page.WaitForFunctionAsync(
            """
            () => [...document.querySelectorAll('figure.chart, .workspace')].every(f => f.dataset.drawn)
              && !document.querySelector('figure[data-plot-file]:not([data-drawn])')
            """
        );

    /// <summary>Waits until every chart has followed its frame: none drawn wider than it, nor much narrower.</summary>
    public Task ChartsFitAsync() =>
        Page.WaitForFunctionAsync(
            """
            () => [...document.querySelectorAll('.chart')].every(f => {
              const drawing = f.querySelector('table') ?? f.querySelector('svg'), wide = f.clientWidth;
              const width = drawing ? drawing.getBoundingClientRect().width : wide;
              return width <= wide + 1 && width >= wide - 24;
            })
            """
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
