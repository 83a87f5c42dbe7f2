using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;
using Simulator.Web.Components;
using Simulator.Web.Hosting;
using Simulator.Web.Hubs;

namespace Simulator.Tests.Web.Hosting;

/// <summary>What the server's answers tell the browser, who may call it by which name, and how often.</summary>
public sealed class AnswerHeaderTests : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"simulator-headers-{Guid.NewGuid():N}");
    private ServerProcess _server = null!;

    public async Task InitializeAsync() =>
        _server = await ServerProcess.StartAsync(
            _folder,
            "--Jobs:DemoAtFirstStart=false",
            "--hosts=https://sim.example.org",
            "--ForwardedHeaders=true"
        );

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/health", true)]
    [InlineData("/api/jobs", true)]
    [InlineData("/api/jobs/none", true)]
    [InlineData("/s/none", true)]
    [InlineData("/nowhere", true)]
    [InlineData("/app.css", false)]
    [InlineData("/lib/lightweight-charts/nothing.js", true)]
    public async Task Answer_CarriesEveryHeader(string path, bool isLive)
    {
        using var answer = await _server.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(PolicyOf(await answer.Content.ReadAsStringAsync()), Single(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Single(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Single(answer, "X-Frame-Options"));
        Assert.Equal(path.StartsWith("/s/", StringComparison.Ordinal) ? "no-referrer" : "same-origin", Single(answer, "Referrer-Policy"));
        Assert.Equal(isLive, answer.Headers.CacheControl is { NoStore: true });
    }

    [Fact]
    public async Task Share_AnswersHeadAsItAnswersGet()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri("/s/none", UriKind.Relative));
        using var answer = await _server.Http.SendAsync(head);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Shares_TooManyFromOneAddress_AreRefused_AndOthersAreNot()
    {
        var states = new List<HttpStatusCode>();
        for (var i = 0; i < 61; i++)
        {
            using var answer = await AskShareAsync("203.0.113.7");
            states.Add(answer.StatusCode);
        }

        Assert.Equal(60, states.Count(s => s == HttpStatusCode.NotFound));
        Assert.Equal(HttpStatusCode.TooManyRequests, states[^1]);
        using var refused = await AskShareAsync("203.0.113.7");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("Wait", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var other = await AskShareAsync("203.0.113.8");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Theory]
    [InlineData("sim.example.org", "https://sim.example.org", HttpStatusCode.BadRequest)] // it was read: the spec is empty
    [InlineData("127.0.0.1:5080", "https://sim.example.org", HttpStatusCode.BadRequest)]
    [InlineData("sim.example.org", "http://sim.example.org:81", HttpStatusCode.Forbidden)]
    [InlineData("sim.example.org", "https://evil.example.org", HttpStatusCode.Forbidden)]
    [InlineData("sim.example.org", "null", HttpStatusCode.Forbidden)]
    [InlineData("evil.example.org", "https://evil.example.org", HttpStatusCode.MisdirectedRequest)]
    public async Task Change_IsTakenFromPagesOfThePublicOriginOnly(string host, string origin, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/simulations", UriKind.Relative));
        request.Content = new StringContent("{}", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        request.Headers.Host = host;
        request.Headers.Add("Origin", origin);

        using var answer = await _server.Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Hub_StreamsBeyondTheMostOfOneConnection_EndWithAnError_AndOthersDoNot()
    {
        await using var hub = await HubClient.ConnectAsync(_server.Address);
        for (var i = 0; i < JobsHub.MostStreams; i++)
            await hub.OpenAsync("WatchActive");

        Assert.Contains("32 streams open", await hub.ErrorAsync("Watch", "none"), StringComparison.Ordinal);
        await using var other = await HubClient.ConnectAsync(_server.Address);
        Assert.Contains("there is none", await other.ErrorAsync("Watch", "none"), StringComparison.Ordinal);
        for (var i = 0; i < 2 * JobsHub.MostStreams; i++)
            await other.ErrorAsync("Watch", "none");
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void DataFolder_IsItsOwnersAlone() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));

    [Theory]
    [InlineData("--hosts=https://sim.example.org/app", "Hosts: 'https://sim.example.org/app' is neither")]
    [InlineData("--ForwardedHeaders=perhaps", "ForwardedHeaders: must be true or false, was 'perhaps'. Remedy: start with ")]
    public async Task Setting_ThatIsWrong_IsRefusedAtTheStart(string option, string words)
    {
        var (exitCode, error) = await ServerProcess.RefusalAsync("--data", _folder, option);
        Assert.Equal(2, exitCode);
        Assert.StartsWith(words, error, StringComparison.Ordinal);
    }

    // The one script that may stand inside a page is the map of its scripts.
    private static string PolicyOf(string document)
    {
        const string Begin = "<script type=\"importmap\">";
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        if (begin < 0)
            return SecurityHeaders.Policy;
        var map = document[(begin + Begin.Length)..];
        return new ModuleMap(map[..map.IndexOf("</script>", StringComparison.Ordinal)]).Allow(SecurityHeaders.Policy);
    }

    private async Task<HttpResponseMessage> AskShareAsync(string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/s/guess", UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", client);
        return await _server.Http.SendAsync(request);
    }

    private static string Single(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
