using System.Buffers.Binary;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Simulator.Artifacts;
using Simulator.Kinds;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Drawings;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Web.Charting;

namespace Simulator.Tests.Web.Charting;

/// <summary>The routes of charts on a store of their own, on a port that the system chose.</summary>
internal sealed class ChartServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-charts-").FullName;
    private WebApplication _app = null!;

    private ChartServer() { }

    public SimulatorStore Store { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public ChartLibrary Library => _app.Services.GetRequiredService<ChartLibrary>();

    public static async Task<ChartServer> StartAsync(params BarSeries[] series)
    {
        var server = new ChartServer();
        await server.OpenAsync();
        if (series.Length > 0)
            await server.Store.Series.AddAsync(
                [.. series.Select(s => new SeriesToStore(s, "test.csv", """{"findings":[]}""", 0))],
                default
            );
        return server;
    }

    /// <summary>Stops it and starts it on the same folder: it remembers what is stored alone.</summary>
    public async Task ReopenAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        Store = SimulatorStore.Open(new DataFolder(_folder), TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Store);
        builder.Services.AddSingleton<IDrawings>(Store.Drawings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddCharts();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapCharts();
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    private async Task CloseAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Store.Dispose();
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Runs a spec as a worker does, and stores what it found.</summary>
    public async Task<(string Id, SimulationResult Result)> RunAsync(SimulationSpec spec)
    {
        var kind = BuiltInKinds.All[SimulationKind.Word];
        var job = await Store.Jobs.AddAsync(new JobSubmission(kind, new SimulationRequest(spec)), default);
        await Store.Jobs.TryStartAsync(job.Id, job.Epoch, new AttemptStart("code", 0), default);
        var pipeline = new SimulationPipeline(new FileArtifactStore(Store.Folder), TimeProvider.System);
        var result = pipeline.Run(spec, Store.Series, new RunOptions("cpu", 1), _ => { }, default);
        var outcome = SimulationKind.OutcomeOf(result, Store.Series.Find(spec.Data.Target));
        var ending = new JobEnding(StagesJson.Planned(new SimulationRequest(spec)), []);
        Assert.True(await Store.Jobs.TrySucceedAsync(job.Id, job.Epoch, outcome, ending, default));
        return (job.Id, result);
    }

    /// <summary>The numbers of an answer.</summary>
    public async Task<Columns> ColumnsAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri("/chart/" + path, UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(bytes)}");
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        var lines = answer.Headers.TryGetValues("X-Lines", out var named)
            ? System.Text.Json.JsonSerializer.Deserialize<string[]>(named.Single())!
            : [];
        return new Columns(bytes, lines);
    }

    public async Task<string> TextAsync(string path) => await Http.GetStringAsync(new Uri("/chart/" + path, UriKind.Relative));

    public async Task<(int Status, string Text)> AnswerAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri("/chart/" + path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>A file of columns, read from its bytes.</summary>
internal sealed record Columns(byte[] Bytes, string[] Lines)
{
    public string Letters => System.Text.Encoding.ASCII.GetString(Bytes, 0, 4);

    public int Number(int at) => (int)BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(at));

    public int Flags => Number(4);

    public int Count => Number(8);

    public double Real(int at) => BinaryPrimitives.ReadDoubleLittleEndian(Bytes.AsSpan(at));

    public int ColumnCount => (Bytes.Length - 64) / 8 / Math.Max(1, Count);

    public double[] this[int column] => [.. Enumerable.Range(0, Count).Select(i => Real(64 + (8 * ((column * Count) + i))))];
}
