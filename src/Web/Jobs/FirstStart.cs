using Simulator.Learning.Catalogue;
using Simulator.Quality;
using Simulator.Store;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Synthetic;

namespace Simulator.Web.Jobs;

/// <summary>
/// The first start of a new store: puts the synthetic demo market into it and runs the quick demo simulations, so that the first page
/// shows something live. Once; whether they then succeed, fail or are cancelled, they do not come again, and a store that an earlier
/// version began keeps the market that it has.
/// </summary>
public sealed partial class FirstStart(SimulatorStore store, IJobs jobs, JobOptions options, ILogger<FirstStart> logger) : BackgroundService
{
    private const string DoneKey = "firstStart";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        // A boundary: the product is whole without its demo.
        try
        {
            await RunOnceAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNoDemo(logger, e);
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellation)
    {
        if (await store.Settings.FindAsync(DoneKey, cancellation) is not null)
            return;
        await AddDemoMarketAsync(cancellation);
        // A kill between a submission and the mark below leaves a demo job behind, which the next start finds.
        foreach (var spec in options.DemoAtFirstStart ? DemoSimulation.All : [])
            if (!await store.Jobs.HasDemoAsync(spec.Data.Target, cancellation))
                LogDemo(logger, await jobs.SubmitAsync(spec, "auto", isDemo: true, cancellation));
        await store.Settings.TryAddAsync(DoneKey, "done", cancellation);
    }

    private async Task AddDemoMarketAsync(CancellationToken cancellation)
    {
        // A name that someone imported before stays theirs.
        var series = DemoMarket
            .Create()
            .All.Where(s => store.Series.Find(s.Symbol) is null)
            .Select(s => (Series: s, Quality: SeriesQuality.Examine(s)))
            .Select(s => new SeriesToStore(s.Series, DemoNotes.SourceOf(s.Series.Symbol), s.Quality.ToJson(), s.Quality.Concerns));
        await store.Series.AddAsync([.. series], cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "first start: demo simulation {Job} queued")]
    private static partial void LogDemo(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "first start: no demo simulation")]
    private static partial void LogNoDemo(ILogger logger, Exception error);
}
