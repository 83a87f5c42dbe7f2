using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Strategies;

namespace Simulator.Tests.Web.Hosting;

/// <summary>The server from outside: its API, what it refuses, and how it starts or says why not.</summary>
public sealed class ServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-server-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Simulation_Submitted_RunsInAChildAndItsResultIsServedAsStored()
    {
        await AddSeriesAsync("TREND", 400);
        await using var server = await StartAsync();

        var accepted = await server.Http.PostAsync(new Uri("/api/simulations", UriKind.Relative), SpecOf("TREND"));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var id = (await accepted.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
        await using var hub = await HubClient.ConnectAsync(server.Address);
        var states = await hub.StreamAsync("Watch", id);

        Assert.Equal("succeeded", states[^1]["state"]!.GetValue<string>());
        Assert.Equal(1, states[^1]["fraction"]!.GetValue<double>());
        var json = await server.Http.GetByteArrayAsync(new Uri($"/api/simulations/{id}/result", UriKind.Relative));
        var result = ResultJson.Read(json);
        Assert.Equal("TREND", Assert.Single(result.Data).Symbol);
        Assert.Equal(1, result.Report.Honesty.Trials);
        Assert.Equal(SpecJson.Hash(result.Spec), result.SpecHash);
        Assert.Equal(
            result.Spec.Split,
            SpecJson.Parse(await server.Http.GetStringAsync(new Uri($"/api/simulations/{id}/spec", UriKind.Relative))).Spec!.Split
        );
    }

    [Fact]
    public async Task Spec_WithFiveErrors_IsRefusedWithAllOfThem()
    {
        await using var server = await StartAsync();
        const string spec = """
            { "version": 1, "data": { "target": "" }, "split": { "trainFraction": 1.5 }, "strategy": { "kind": "smaCross", "fastBars": 0 },
              "execution": { "commissionRate": -1, "slipage": 2 }, "capital": { "amount": 0 } }
            """;

        var refused = await server.Http.PostAsync(new Uri("/api/simulations", UriKind.Relative), Json(spec));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var paths = (await refused.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!
            .AsArray()
            .Select(e => e!["path"]!.GetValue<string>())
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "data.target",
                "split.trainFraction",
                "strategy.fastBars",
                "execution.commissionRate",
                "execution.slipage",
                "capital.amount",
            },
            paths
        );
    }

    [Fact]
    public async Task Requests_FromForeignPagesAndNames_AreRefusedAndChangeNothing()
    {
        await using var server = await StartAsync();
        var crossSite = new HttpRequestMessage(HttpMethod.Post, "/api/simulations")
        {
            Content = SpecOf("X"),
            Headers = { { "Origin", "https://evil.example" } },
        };
        var rebound = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = "evil.example" } };
        var own = new HttpRequestMessage(HttpMethod.Post, "/api/simulations")
        {
            Content = Json("{}"),
            Headers = { { "Origin", server.Address.GetLeftPart(UriPartial.Authority) } },
        };

        Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.SendAsync(crossSite)).StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await server.Http.SendAsync(rebound)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.SendAsync(own)).StatusCode);
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() =>
            HubClient.ConnectAsync(server.Address, origin: "https://evil.example")
        );

        using var store = SimulatorStore.Open(new DataFolder(_folder), TimeProvider.System);
        Assert.Equal(0, (await store.Simulations.ListAsync(null, 0, 10, default)).Total);
    }

    [Fact]
    public async Task Health_SaysWhatTheServerRunsOn()
    {
        await using var server = await StartAsync();

        var health = JsonNode.Parse(await server.Http.GetStringAsync(new Uri("/health", UriKind.Relative)))!;

        Assert.Equal("ok", health["status"]!.GetValue<string>());
        Assert.Matches(@"^\d+\.\d+\.\d+$", health["sqlite"]!["version"]!.GetValue<string>());
        Assert.Equal(Path.GetFullPath(_folder), health["dataFolder"]!.GetValue<string>());
    }

    [Fact]
    public async Task Hub_BadCalls_AnswerInWords()
    {
        await using var server = await StartAsync();
        await using var hub = await HubClient.ConnectAsync(server.Address);

        Assert.Contains("job 'none': there is none", await hub.ErrorAsync("Watch", "none"), StringComparison.Ordinal);
        Assert.Contains(
            "data: is missing",
            (await hub.InvokeAsync("Submit", "{\"version\":1}"))["error"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.False((await hub.InvokeAsync("Cancel", "none"))["result"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Start_WhereItCannot_SaysWhyInASentenceWithAnExitCode()
    {
        await using var server = await StartAsync();
        using var other = new TemporaryPlace();

        var samePort = await ServerProcess.RefusalAsync("--data", other.Path, "--urls", server.Address.GetLeftPart(UriPartial.Authority));
        // an address kept for documentation: no machine has it
        var noAddress = await ServerProcess.RefusalAsync("--data", other.Path, "--urls", "http://192.0.2.1:5080");
        var sameFolder = await ServerProcess.RefusalAsync("--data", _folder, "--urls", "http://127.0.0.1:0");
        var noFolder = await ServerProcess.RefusalAsync("--data", "/proc/simulator", "--urls", "http://127.0.0.1:0");
        var badOption = await ServerProcess.RefusalAsync("--data", other.Path, "--Jobs:Slots=0", "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, samePort.ExitCode);
        Assert.Contains("address already in use", samePort.Error, StringComparison.Ordinal);
        Assert.Equal(2, noAddress.ExitCode);
        Assert.Contains("http://192.0.2.1:5080: cannot be listened on", noAddress.Error, StringComparison.Ordinal);
        Assert.Equal(1, sameFolder.ExitCode);
        Assert.Contains("in use by another server", sameFolder.Error, StringComparison.Ordinal);
        Assert.Equal(1, noFolder.ExitCode);
        Assert.Contains("--data FOLDER", noFolder.Error, StringComparison.Ordinal);
        Assert.Equal(1, badOption.ExitCode);
        Assert.Contains("Jobs:Slots: must be 1 to 64, was 0", badOption.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(
            " at Simulator.",
            samePort.Error + noAddress.Error + sameFolder.Error + noFolder.Error + badOption.Error,
            StringComparison.Ordinal
        );
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(_folder, "--Jobs:DemoAtFirstStart=false");

    private async Task AddSeriesAsync(string symbol, int bars)
    {
        var days = Enumerable
            .Range(0, int.MaxValue)
            .Select(i => new DateOnly(2015, 1, 1).AddDays(i))
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Take(bars);
        double[] closes = [.. Enumerable.Range(0, bars).Select(i => 100 + (10 * Math.Sin(i / 9.0)) + (i * 0.05))];
        var series = new BarSeries(
            symbol,
            [.. days.Select(d => MarketCalendar.Nyse.CloseOf(d).Ticks)],
            closes,
            [.. closes.Select(c => c + 1)],
            [.. closes.Select(c => c - 1)],
            closes,
            [.. closes.Select(_ => 1000.0)]
        );
        using var store = SimulatorStore.Open(new DataFolder(_folder), TimeProvider.System);
        await store.Series.AddAsync([new SeriesToStore(series, "test", "{}", 0)], default);
    }

    private static StringContent SpecOf(string target) =>
        Json(
            SpecJson.Write(
                new SimulationSpec
                {
                    Data = new DataSpec { Target = target },
                    Strategy = new SmaCrossStrategySpec(),
                }
            )
        );

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private sealed class TemporaryPlace : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("simulator-server-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
