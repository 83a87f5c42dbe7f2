using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>A simulation as a kind of work.</summary>
public sealed class SimulationKind : IJobKind
{
    /// <summary>Its word.</summary>
    public const string Word = "simulation";

    /// <inheritdoc/>
    public string Name => Word;

    /// <inheritdoc/>
    public string Title => "Simulation";

    /// <inheritdoc/>
    public JobShare Share => JobShare.Worker;

    /// <inheritdoc/>
    public JobParse Parse(string json)
    {
        var parse = SpecJson.Parse(json);
        return new JobParse(parse.Spec is { } spec ? new SimulationRequest(spec) : null, parse.Errors);
    }

    /// <inheritdoc/>
    public IJobRequest? Read(string json) => SpecJson.Parse(json).Spec is { } spec ? new SimulationRequest(spec) : null;

    /// <inheritdoc/>
    public JobOutcome Run(JobWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var parse = SpecJson.Parse(work.RequestJson);
        var spec = parse.Spec ?? throw new SimulationException(string.Join("; ", parse.Errors));
        var result = new SimulationPipeline(new FileArtifactStore(work.Folder), work.Time) { Threads = work.Threads }.Run(
            spec,
            work.Series,
            new RunOptions(work.Device, work.EarlierTrials + 1),
            happened => work.Report(Event(happened)),
            work.Cancellation
        );
        return OutcomeOf(result, work.Series.Find(spec.Data.Target));
    }

    /// <summary>The outcome of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="target">The traded series, by whose bars its trial is known.</param>
    public static JobOutcome OutcomeOf(SimulationResult result, BarSeries? target)
    {
        ArgumentNullException.ThrowIfNull(result);
        var accounts = result.Report.Accounts;
        var own = accounts.Count == 0 ? null : accounts[0];
        var benchmark = accounts.Skip(1).FirstOrDefault(a => a.Name == ReportBuilder.BuyAndHoldName) ?? own;
        return new JobOutcome(
            JsonSerializer.SerializeToUtf8Bytes(result, PipelineJson.Options),
            new JobFigures
            {
                ResultHash = result.ResultHash,
                Sentence = result.Report.Sentence,
                FigureKey = "sharpe",
                Figure = Figure(own, "sharpe"),
                Trials = 1,
                BarsHash = target is null ? null : MarketBars.HashOf(target),
                ReturnFraction = Figure(own, "returnFraction"),
                BenchmarkReturnFraction = Figure(benchmark, "returnFraction"),
                Sharpe = Figure(own, "sharpe"),
                IsSynthetic = result.Report.Honesty.SyntheticData,
                Device = result.Device,
                CodeVersion = result.CodeVersion,
            }
        );
    }

    private static double Figure(AccountReport? account, string key) =>
        account is not null && account.Statistics.TryGetValue(key, out var value) ? value : double.NaN;

    private static JobEvent Event(StageEvent happened)
    {
        var stage = SimulationRequest.NameOf(happened.Stage);
        return happened switch
        {
            StageEvent.Started e => new JobEvent.Started(stage, e.ResumedFraction),
            StageEvent.Progressed e => new JobEvent.Progressed(stage, e.Fraction, e.Doing),
            StageEvent.Evaluated e => new JobEvent.Evaluated(stage, e.Group, e.Step, e.Values),
            StageEvent.Sketched e => new JobEvent.Sketched(stage, e.Group, e.Step, new SamplePaths(e.Real, e.Drawn)),
            StageEvent.Noted e => new JobEvent.Noted(stage, e.Text),
            StageEvent.CheckpointSaved e => new JobEvent.CheckpointSaved(stage, e.Fraction),
            StageEvent.Completed e => new JobEvent.Completed(stage, e.Seconds, e.FromCache),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "no such event"),
        };
    }
}
