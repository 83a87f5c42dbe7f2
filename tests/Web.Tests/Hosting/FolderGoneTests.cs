using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Simulator.Tests.Web.Hosting;

/// <summary>The data folder is removed under a running server: it says so, everywhere, and neither ends nor shows its insides.</summary>
public sealed class FolderGoneTests : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"simulator-gone-{Guid.NewGuid():N}");
    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(_folder, "--Jobs:DemoAtFirstStart=false");

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Server_WhoseFolderIsRemoved_SaysSoInSentences()
    {
        await RemoveAsync();

        var (health, said) = await AskAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health);
        Assert.Contains("is gone; put it back", said, StringComparison.Ordinal);
        foreach (var path in new[] { "/", "/data", "/simulations", "/data/GS", "/sweep?run=1", "/api/jobs", "/api/simulations", "/s/none" })
        {
            var (_, text) = await AskAsync(path);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        }
        using var spec = new StringContent(
            """{"strategy":{"kind":"buyAndHold"},"data":{"target":"GS"}}""",
            Encoding.UTF8,
            "application/json"
        );
        using var posted = await _server.Http.PostAsync(new Uri("/api/simulations", UriKind.Relative), spec);
        Assert.NotEqual(HttpStatusCode.InternalServerError, posted.StatusCode);
        Assert.False(posted.IsSuccessStatusCode);
        Assert.False(Directory.Exists(_folder)); // nothing makes it anew where a disk may be mounted again
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync("/health")).State);
    }

    // The server may be writing into it at this very moment.
    private async Task RemoveAsync()
    {
        for (var tries = 1; Directory.Exists(_folder); tries++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException) when (tries < 100)
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task<(HttpStatusCode State, string Text)> AskAsync(string path)
    {
        using var answer = await _server.Http.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
