using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Simulator.Artifacts;
using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Strategies;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>A server's jobs over a store of their own; <see cref="RestartAsync"/> is the next server on the same store.</summary>
internal sealed class JobsHarness : IAsyncDisposable
{
    public static readonly JobOptions Quick = new()
    {
        Slots = 1,
        ViewerInterval = TimeSpan.FromMilliseconds(5),
        CurveInterval = TimeSpan.FromMilliseconds(20),
        RetryDelay = TimeSpan.Zero,
        StopGrace = TimeSpan.FromMilliseconds(300),
    };
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-jobs-").FullName;
    private JobSupervisor? _supervisor;

    private JobsHarness() { }

    public JobTelemetry Telemetry { get; } = new(new Meters(), TimeProvider.System);

    public SimulatorStore Store { get; private set; } = null!;

    public JobRegistry Registry { get; private set; } = null!;

    public static async Task<JobsHarness> StartAsync(IWorkerLauncher workers, JobOptions? options = null, Action<string>? prepare = null)
    {
        var harness = new JobsHarness();
        prepare?.Invoke(harness._folder);
        await harness.StartServerAsync(workers, options ?? Quick);
        return harness;
    }

    public static SimulationSpec Spec(string target = "GS") =>
        new()
        {
            Data = new DataSpec { Target = target },
            Strategy = new SmaCrossStrategySpec(),
        };

    public static SimulationResult Result(SimulationSpec spec, string hash = "a1b2") =>
        new()
        {
            Spec = spec,
            SpecHash = SpecJson.Hash(spec),
            ResultHash = hash,
            Data = [],
            Stages = [],
            Seeds = new Dictionary<string, string>(),
            Device = "cpu",
            CodeVersion = "1",
            Report = new PerformanceReport
            {
                Sentence = "It made nothing.",
                From = DateTime.UnixEpoch,
                To = DateTime.UnixEpoch,
                Accounts = [],
                Trades = [],
                Prices = new PriceCurve([], [], [], [], [], []),
                Honesty = new Honesty
                {
                    Trials = 1,
                    Seeds = 1,
                    ProbabilisticSharpe = double.NaN,
                    SyntheticData = false,
                    Checks = [],
                    Notes = [],
                },
            },
        };

    public static JobEvent.Evaluated Point(int step) => new("backtest", 0, step, new Dictionary<string, double> { ["loss"] = 1.0 / step });

    public Task<string> SubmitAsync(string target = "GS") => Registry.SubmitAsync(Spec(target), "cpu", false, default);

    public async Task<JobSnapshot> EndOfAsync(string id)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var watch = Registry.Watch(id, patience.Token)!;
        var last = watch.Snapshot;
        await foreach (var next in watch.Updates)
            last = next;
        return last;
    }

    public async Task<JobSnapshot> UntilAsync(string id, Func<JobSnapshot, bool> reached)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var watch = Registry.Watch(id, patience.Token)!;
        if (reached(watch.Snapshot))
            return watch.Snapshot;
        await foreach (var next in watch.Updates)
            if (reached(next))
                return next;
        throw new InvalidOperationException("the job ended before that");
    }

    /// <summary>The server is gone without a word to its jobs; the next one starts on the same folder.</summary>
    public async Task RestartAsync(IWorkerLauncher workers, bool tidily = false, JobOptions? options = null)
    {
        if (tidily)
            await _supervisor!.StopAsync(default);
        _supervisor = null;
        await StartServerAsync(workers, options ?? Quick);
    }

    public async ValueTask DisposeAsync()
    {
        if (_supervisor is not null)
            await _supervisor.StopAsync(default);
        Store.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }

    private async Task StartServerAsync(IWorkerLauncher workers, JobOptions options)
    {
        Store = SimulatorStore.Open(new DataFolder(_folder), TimeProvider.System);
        foreach (var symbol in new[] { "GS", "MS" })
        {
            var series = new BarSeries(symbol, [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]);
            await Store.Series.AddAsync([new SeriesToStore(series, "test", "{}", 0)], default);
        }
        Registry = new JobRegistry(Store, BuiltInKinds.All, options, Telemetry, TimeProvider.System);
        _supervisor = new JobSupervisor(
            Registry,
            Store,
            workers,
            options,
            Telemetry,
            new EarlierServer(EndedCleanly: false, () => { }),
            TimeProvider.System,
            NullLogger<JobSupervisor>.Instance
        );
        await _supervisor.StartAsync(default);
    }
}
