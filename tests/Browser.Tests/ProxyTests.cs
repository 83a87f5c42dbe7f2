using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>The product behind nginx with HTTPS and a sign-in, as <c>docs/deployment.md</c> shows it.</summary>
// xUnit calls DisposeAsync, which disposes of both.
#pragma warning disable CA1001
public sealed class ProxyTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private static readonly string s_spec = Site.SmallLearningSpec.Replace(
        "\"DEMO\"",
        "\"ACME\", \"to\": \"2018-12-31\"",
        StringComparison.Ordinal
    );

    private readonly ReverseProxy _proxy = new();
    private ProductServer _server = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Chromium.Require();
        ReverseProxy.Require();
        var origin = _proxy.Address.GetLeftPart(UriPartial.Authority);
        _server = new ProductServer(demo: false, "--hosts", origin, "--ForwardedHeaders", "true");
        await _server.StartAsync();
        await _proxy.StartAsync(_server.Address);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [SkippableFact]
    public async Task Upload_Run_Watch_AndShare_ThroughTheProxy()
    {
        await using var chromium = await StartChromiumAsync();
        await using var visitor = await ComeAsync(chromium, signedIn: true);
        var sockets = new ConcurrentQueue<string>();
        visitor.Page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);

        await visitor.GoAsync("data");
        // Above nginx's own limit of 1 MB, and above what it would hold in memory.
        await ImportTests.UploadAsync(visitor, "ACME.csv", Encoding.UTF8.GetBytes(ImportTests.Prices(30_000)));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync(new() { Timeout = 60_000 });
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = "ACME" }))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });

        await visitor.GoAsync("new?preset=ganPpo&target=ACME");
        await visitor.OpenJsonAsync();
        await visitor.Page.Locator("#spec-json").FillAsync(s_spec);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/simulations/"), new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator("[data-fraction]").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator(".sentence")).ToBeVisibleAsync(new() { Timeout = 300_000 });
        await visitor.ChartsAsync();
        Assert.Contains(sockets, s => s.StartsWith($"wss://{_proxy.Address.Authority}/_blazor", StringComparison.Ordinal));

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var link = await visitor.Page.GetByLabel("The link (shown only once)").InputValueAsync();
        Assert.StartsWith(_proxy.Address + "s/", link, StringComparison.Ordinal);
        Assert.Empty(visitor.Errors);

        await using var stranger = await ComeAsync(chromium, signedIn: false);
        var answer = await stranger.GoAsync(new Uri(link).AbsolutePath.TrimStart('/'));
        Assert.Equal(200, answer.Status);
        await stranger.ChartsAsync();
        Assert.Empty(stranger.Errors);
    }

    [SkippableFact]
    public async Task Change_IsTakenFromThePublicOrigin_AndFromNoOther()
    {
        using var own = await SubmitAsync(_proxy.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.BadRequest, own.StatusCode); // it was read: the spec is empty
        using var foreign = await SubmitAsync("https://elsewhere.example.org");
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var plain = await SubmitAsync($"http://{_proxy.Address.Authority}");
        Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);
        using var nobody = await SubmitAsync(_proxy.Address.GetLeftPart(UriPartial.Authority), signedIn: false);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    private async Task<HttpResponseMessage> SubmitAsync(string origin, bool signedIn = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/simulations");
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.Add("Origin", origin);
        if (signedIn)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ReverseProxy.User}:{ReverseProxy.Password}"))
            );
        return await _proxy.SendAsync(request);
    }

    private static Task<Chromium> StartChromiumAsync() =>
        Chromium.StartAsync($"--host-resolver-rules=MAP {ReverseProxy.Name} 127.0.0.1", "--no-proxy-server");

    private Task<Visitor> ComeAsync(Chromium chromium, bool signedIn) =>
        Visitor.ComeAsync(
            chromium.Browser,
            _proxy.Address,
            "light",
            1440,
            signedIn ? new HttpCredentials { Username = ReverseProxy.User, Password = ReverseProxy.Password } : null
        );
}
