using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Tests.Web.Hosting;

/// <summary>kill -9 of the worker, then of the server, both in mid-training: the job ends as if nothing had happened.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests : IDisposable
{
    private static readonly SimulationSpec s_spec = new()
    {
        Seed = 7,
        Data = new DataSpec { Target = "DEMO", From = new(2014, 1, 1) },
        Features = [new ReturnsFeatureSpec { LagsBars = [1, 5] }, new IndicatorFeatureSpec { Name = "rsi" }],
        Forecaster = new GanForecasterSpec
        {
            Hidden = 8,
            CriticChannels = 8,
            NoiseDimensions = 4,
            Epochs = 6,
            CriticSteps = 2,
            Samples = 40,
            TrainFolds = 1,
        },
        Strategy = new AgentStrategySpec
        {
            Agent = new PpoAgentSpec
            {
                Steps = 12_000,
                Seeds = 2,
                Hidden = 16,
                Environments = 8,
                RolloutSteps = 64,
                MinibatchSize = 128,
            },
        },
    };

    private readonly List<string> _folders = [];

    public void Dispose() => _folders.ForEach(f => Directory.Delete(f, recursive: true));

    [Fact]
    public async Task Job_WhoseWorkerAndServerAreKilled_EndsWithTheUndisturbedRunsHash()
    {
        var undisturbed = await UndisturbedHashAsync();
        var folder = NewFolder();
        string id;
        int orphan;
        await using (var server = await StartAsync(folder))
        {
            id = await SubmitAsync(server);
            await using var hub = await HubClient.ConnectAsync(server.Address);
            await hub.UntilAsync(id, s => HasPoint(s, "forecaster"));
            Process.GetProcessById(Assert.Single(server.Children())).Kill();
            await hub.UntilAsync(id, s => s["attempt"]!.GetValue<int>() == 2 && s["state"]!.GetValue<string>() == "running");
            await hub.UntilAsync(id, s => HasPoint(s, "agent"));
            orphan = Assert.Single(server.Children());
            await server.KillAsync();
        }

        await using var next = await StartAsync(folder);
        await using var watch = await HubClient.ConnectAsync(next.Address);
        var end = (await watch.StreamAsync("Watch", id))[^1];

        Assert.Equal(("succeeded", 3), (end["state"]!.GetValue<string>(), end["attempt"]!.GetValue<int>()));
        Assert.Equal(undisturbed, await HashAsync(next, id));
        Assert.False(Directory.Exists($"/proc/{orphan}") && next.Children().Contains(orphan), "the killed server's worker lives");
    }

    private static bool HasPoint(JsonNode state, string stage) =>
        state["newPoints"]!.AsArray().Any(p => p!["stage"]!.GetValue<string>() == stage);

    private async Task<string> UndisturbedHashAsync()
    {
        await using var server = await StartAsync(NewFolder());
        var id = await SubmitAsync(server);
        await using var hub = await HubClient.ConnectAsync(server.Address);
        var states = await hub.StreamAsync("Watch", id);
        Assert.True(states[^1]["state"]!.GetValue<string>() == "succeeded", states[^1].ToJsonString());
        return await HashAsync(server, id);
    }

    private static Task<ServerProcess> StartAsync(string folder) =>
        ServerProcess.StartAsync(folder, "--Jobs:DemoAtFirstStart=false", "--Jobs:SpareWorker=false");

    private static async Task<string> SubmitAsync(ServerProcess server)
    {
        await using var hub = await HubClient.ConnectAsync(server.Address);
        return (await hub.InvokeAsync("Submit", SpecJson.Write(s_spec)))["result"]!.GetValue<string>();
    }

    private static async Task<string> HashAsync(ServerProcess server, string id) =>
        JsonNode.Parse(
            Encoding.UTF8.GetString(await server.Http.GetByteArrayAsync(new Uri($"/api/simulations/{id}/result", UriKind.Relative)))
        )!["resultHash"]!.GetValue<string>();

    private string NewFolder()
    {
        _folders.Add(Directory.CreateTempSubdirectory("simulator-kill-").FullName);
        return _folders[^1];
    }
}
