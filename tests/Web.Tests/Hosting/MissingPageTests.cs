using System.Net;
using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Store;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Strategies;

namespace Simulator.Tests.Web.Hosting;

/// <summary>Pages of what is not there, or was deleted, answer 404; of what is there, 200; HEAD as GET.</summary>
public sealed class MissingPageTests : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"simulator-missing-{Guid.NewGuid():N}");
    private ServerProcess _server = null!;
    private SimulatorStore _store = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(_folder, "--Jobs:DemoAtFirstStart=false", "--Jobs:Slots=1");
        _store = SimulatorStore.Open(new DataFolder(_folder), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _store.Dispose();
        await _server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Series_ThatIsUnknownOrDeleted_IsMissing()
    {
        const string name = "BRK-B=X";
        await _store.Series.AddAsync(
            [new SeriesToStore(new BarSeries(name, [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]), "t", "{}", 0)],
            default
        );

        await ExpectAsync("/data", HttpStatusCode.OK);
        await ExpectAsync($"/data/{Uri.EscapeDataString(name)}", HttpStatusCode.OK);
        await ExpectAsync("/data/NOTHING", HttpStatusCode.NotFound);
        await _store.Series.DeleteAsync(name, default);
        await ExpectAsync($"/data/{Uri.EscapeDataString(name)}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Search_ThatIsUnknownOrDeleted_IsMissing()
    {
        var job = await _store.Jobs.AddAsync(Sweep(), default);
        await _store.Jobs.TryCancelAsync(job.Id, "enough", null, default);

        await ExpectAsync("/sweep", HttpStatusCode.OK);
        await ExpectAsync($"/sweep?run={job.Id}", HttpStatusCode.OK);
        await ExpectAsync("/sweep?run=0123456789abcdef", HttpStatusCode.NotFound);
        await _store.Library.DeleteAsync(job.Id, default);
        await ExpectAsync($"/sweep?run={job.Id}", HttpStatusCode.NotFound);
        await ExpectAsync($"/sweep?from=x&run={job.Id}", HttpStatusCode.NotFound);
        await ExpectAsync($"/simulations/{job.Id}", HttpStatusCode.NotFound);
    }

    private async Task ExpectAsync(string path, HttpStatusCode state)
    {
        using var get = await _server.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((path, state), (path, get.StatusCode));
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
        using var asked = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
        using var head = await _server.Http.SendAsync(asked);
        Assert.Equal(("HEAD " + path, state), ("HEAD " + path, head.StatusCode));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    private static JobSubmission Sweep() =>
        new(
            SearchKind.Sweep,
            new SearchRequest(
                new SimulationSpec
                {
                    Data = new DataSpec { Target = "GS" },
                    Strategy = new NamedStrategySpec { Name = "smaCross" },
                },
                new Dictionary<string, string> { ["fast"] = "4:16:4", ["slow"] = "30" },
                [],
                "sharpe",
                new SweepSearch()
            )
        );
}
