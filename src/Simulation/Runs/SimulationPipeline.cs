using System.Text;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Reporting;
using Simulator.Rules;
using Simulator.Stages;
using Simulator.Strategies;

namespace Simulator.Runs;

/// <summary>
/// Turns a spec into a result, stage by stage: data, features, forecaster, agent, backtest, evaluation, report. A stage whose
/// artifact is there is not run again; one that was killed continues from its checkpoint. Runs on the calling thread.
/// </summary>
public sealed class SimulationPipeline(IArtifactStore artifacts, TimeProvider time)
{
    /// <summary>Threads that a stage may use. They change no number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Runs a spec.</summary>
    /// <param name="spec">A spec that <see cref="SpecValidator"/> accepts.</param>
    /// <param name="series">Where its series are.</param>
    /// <param name="options">Device and trials.</param>
    /// <param name="report">Receives every event, one at a time, on the calling thread or one of the stage's.</param>
    /// <param name="cancellation">Stops at the next step; checkpoints stay.</param>
    /// <exception cref="SimulationException">The spec and the data do not go together; all reasons in the text.</exception>
    public SimulationResult Run(
        SimulationSpec spec,
        ISeriesSource series,
        RunOptions options,
        Action<StageEvent> report,
        CancellationToken cancellation
    )
    {
        var errors = SpecChecks.AgainstData(spec, series);
        if (errors.Count > 0)
            throw new SimulationException(string.Join(Environment.NewLine, errors));
        var device = Device(spec, options.Device);
        var stages = new StageRunner(artifacts, time, spec.Seed, device.Kind, Threads, report, cancellation);

        if (spec.Strategy is PortfolioStrategySpec portfolio)
            return RunPortfolio(spec, portfolio, series, options, stages, device, cancellation);
        var run = Trade(stages, spec, series, device);
        var (market, agent) = (run.Market, run.Agent);
        var evaluation = SeriesEvaluation.Run(stages, run);
        var written = stages.Quick(
            StageName.Report,
            () => SimulationReport.Build(run, evaluation.Value, options.Trials, device),
            SimulationReport.Hash
        );
        return Result(spec, market.Identities, stages, written.Value, device) with
        {
            Agent = agent is null ? null : new AgentRecord(agent.Value.Seeds, agent.Value.ChosenSeed) { Evidence = agent.Value.Evidence },
        };
    }

    /// <summary>The run of a spec over one series, unevaluated, by the stages of its simulation, whose artifacts they share.</summary>
    /// <param name="spec">A spec whose strategy is no portfolio.</param>
    /// <param name="series">Where its series are.</param>
    /// <param name="device">The device asked for.</param>
    /// <param name="report">Receives every event, one at a time, on the calling thread or one of the stage's.</param>
    /// <param name="cancellation">Stops at the next step; checkpoints stay.</param>
    /// <exception cref="SimulationException">The spec and the data do not go together; all reasons in the text.</exception>
    internal FinishedRun Trade(
        SimulationSpec spec,
        ISeriesSource series,
        string device,
        Action<StageEvent> report,
        CancellationToken cancellation
    )
    {
        var errors = SpecChecks.AgainstData(spec, series);
        if (errors.Count > 0)
            throw new SimulationException(string.Join(Environment.NewLine, errors));
        var chosen = Device(spec, device);
        return Trade(new StageRunner(artifacts, time, spec.Seed, chosen.Kind, Threads, report, cancellation), spec, series, chosen);
    }

    /// <summary>The forecasts of a spec on its market, by the stages of its simulation, whose artifacts they share.</summary>
    /// <param name="spec">A spec with a forecaster.</param>
    /// <param name="series">Where its series are.</param>
    /// <param name="device">The device asked for.</param>
    /// <param name="report">Receives every event, one at a time, on the calling thread or one of the stage's.</param>
    /// <param name="cancellation">Stops at the next step; checkpoints stay.</param>
    /// <exception cref="SimulationException">The spec and the data do not go together; all reasons in the text.</exception>
    public TargetForecast Forecast(
        SimulationSpec spec,
        ISeriesSource series,
        string device,
        Action<StageEvent> report,
        CancellationToken cancellation
    )
    {
        var forecaster =
            spec.Forecaster
            ?? throw new ArgumentException("the spec has no forecaster, so there is nothing to forecast with", nameof(spec));
        var errors = SpecChecks.AgainstData(spec, series);
        if (errors.Count > 0)
            throw new SimulationException(string.Join(Environment.NewLine, errors));
        var chosen = Device(spec, device);
        var stages = new StageRunner(artifacts, time, spec.Seed, chosen.Kind, Threads, report, cancellation);
        var market = stages.Quick(StageName.Data, () => MarketData.Load(spec.Data, series), m => m.ContentHash).Value;
        var features = Features(stages, spec, market, chosen);
        return new TargetForecast(market.Aligned.Target, Forecast(stages, spec, market, features, forecaster, chosen).Value);
    }

    private static FinishedRun Trade(StageRunner stages, SimulationSpec spec, ISeriesSource series, ComputeDevice device)
    {
        var market = stages.Quick(StageName.Data, () => MarketData.Load(spec.Data, series), m => m.ContentHash).Value;
        var features = Features(stages, spec, market, device);
        var tape = spec.Forecaster is { } forecaster ? Forecast(stages, spec, market, features, forecaster, device) : null;
        var agent = spec.Strategy is AgentStrategySpec strategy
            ? Train(stages, spec, market, features, tape, strategy.Agent, device)
            : null;
        return new FinishedRun(spec, market, features, tape, agent, Backtest(stages, spec, market, tape, agent));
    }

    private static SimulationResult RunPortfolio(
        SimulationSpec spec,
        PortfolioStrategySpec portfolio,
        ISeriesSource series,
        RunOptions options,
        StageRunner stages,
        ComputeDevice device,
        CancellationToken cancellation
    )
    {
        var market = stages.Quick(StageName.Data, () => PortfolioMarket.Load(portfolio, spec.Data, series), m => m.ContentHash).Value;
        var run = stages.Quick(StageName.Backtest, () => market.Run(spec, portfolio, cancellation), HashOf);
        var evaluation = PortfolioEvaluation.Run(stages, spec, portfolio, market, run);
        var written = stages.Quick(
            StageName.Report,
            () => PortfolioReporting.Build(spec, market, run.Value, evaluation.Value, options.Trials),
            SimulationReport.Hash
        );
        return Result(spec, market.Identities, stages, written.Value, device);
    }

    private static SimulationResult Result(
        SimulationSpec spec,
        IReadOnlyList<SeriesIdentity> data,
        StageRunner stages,
        PerformanceReport report,
        ComputeDevice device
    )
    {
        var specHash = SpecJson.Hash(spec);
        return new SimulationResult
        {
            Spec = spec,
            SpecHash = specHash,
            ResultHash = ResultHash(specHash, data, stages.Records),
            Data = data,
            Stages = stages.Records,
            Seeds = SeedTable.For(spec),
            Report = report,
            Device = device.Description,
            CodeVersion = CodeVersion.Current,
        };
    }

    // The first learner that trains on a device chooses it; where none does, none is looked for and no library loaded.
    private static ComputeDevice Device(SimulationSpec spec, string wanted)
    {
        var features = spec.Features.OfType<FittedFeatureSpec>().Select(LearnerTable.Of);
        IEnumerable<LearnerDescription> forecaster = spec.Forecaster is { } f ? [LearnerTable.Of(f)] : [];
        IEnumerable<LearnerDescription> agent = spec.Strategy is AgentStrategySpec { Agent: var a } ? [LearnerTable.Of(a)] : [];
        return features.Concat(forecaster).Concat(agent).FirstOrDefault(l => l.UsesDevice)?.Runtime.Choose(wanted) ?? ComputeDevice.Cpu;
    }

    // A learner that always runs on the processor gives the same numbers whatever the device.
    private static string DeviceKey(LearnerDescription learner, ComputeDevice device) =>
        learner.UsesDevice ? device.Kind : ComputeDevice.Cpu.Kind;

    // Formulas depend on the data alone; what is fitted also on split, seed, device and the code of its learners.
    private static Staged<FeatureTable> Features(StageRunner stages, SimulationSpec spec, MarketData market, ComputeDevice device)
    {
        LearnerDescription[] learners = [.. spec.Features.OfType<FittedFeatureSpec>().Select(LearnerTable.Of).Distinct()];
        string[] fitted =
            learners.Length == 0
                ? []
                : [SpecJson.HashPart(spec.Split), Seed(spec), .. learners.Select(l => DeviceKey(l, device)).Distinct()];
        return stages.Run(
            StageName.Features,
            [market.ContentHash, SpecJson.HashPart(spec.Features), .. fitted],
            context => FeatureBuilder.Build(market.Aligned, spec.Features, LearnerTable.Create, spec.Split, context),
            StageBlobs.Write,
            StageBlobs.ReadFeatures,
            learners.Length == 0 ? null : string.Join('+', learners.Select(CodeVersion.Of))
        );
    }

    private static Staged<ForecastTape> Forecast(
        StageRunner stages,
        SimulationSpec spec,
        MarketData market,
        Staged<FeatureTable> features,
        ForecasterSpec forecaster,
        ComputeDevice device
    )
    {
        var readsRelated = LearnerTable.ReadsRelated(forecaster);
        var input = new ForecastInput(market.Aligned.Target, features.Value, spec.Split)
        {
            Related = readsRelated ? market.Aligned.Related : [],
        };
        return stages.Run(
            StageName.Forecaster,
            [
                readsRelated ? market.ContentHash : market.TargetHash,
                features.ContentHash,
                SpecJson.HashPart(forecaster),
                SpecJson.HashPart(spec.Split),
                Seed(spec),
                DeviceKey(LearnerTable.Of(forecaster), device),
            ],
            context => LearnerTable.Create(forecaster).Forecast(input, context),
            StageBlobs.Write,
            StageBlobs.ReadTape,
            CodeVersion.Of(LearnerTable.Of(forecaster))
        );
    }

    private static Staged<AgentOutcome> Train(
        StageRunner stages,
        SimulationSpec spec,
        MarketData market,
        Staged<FeatureTable> features,
        Staged<ForecastTape>? tape,
        AgentSpec agent,
        ComputeDevice device
    )
    {
        // Fills, costs and capital are part of the key where the agent trains with them; one with a cost of its own takes from them only
        // whether it may sell short.
        string[] terms = agent.CostFraction is null
            ? [SpecJson.HashPart(spec.Execution), SpecJson.HashPart(spec.Capital)]
            : [spec.Execution.AllowShort ? "short" : "long"];
        var input = new AgentInput(market.Aligned.Target, features.Value, tape?.Value, spec.Split, spec.Execution, spec.Capital);
        return stages.Run(
            StageName.Agent,
            [
                market.TargetHash,
                features.ContentHash,
                tape?.ContentHash ?? "",
                SpecJson.HashPart(agent),
                SpecJson.HashPart(spec.Split),
                .. terms,
                Seed(spec),
                DeviceKey(LearnerTable.Of(agent), device),
            ],
            context => LearnerTable.Create(agent).Train(input, context),
            StageBlobs.Write,
            StageBlobs.ReadAgent,
            CodeVersion.Of(LearnerTable.Of(agent))
        );
    }

    private static Staged<BacktestResult> Backtest(
        StageRunner stages,
        SimulationSpec spec,
        MarketData market,
        Staged<ForecastTape>? tape,
        Staged<AgentOutcome>? agent
    )
    {
        // Rules and named strategies may read the other series, bar by bar, and the forecasts.
        var read = spec.Strategy is RulesStrategySpec or NamedStrategySpec
            ? string.Join(',', market.Identities.Select(i => i.ContentHash).Append(tape?.ContentHash))
            : "";
        var target = market.Aligned.Target;
        var first = spec.Split.TestStart(target.Count);
        return stages.Run(
            StageName.Backtest,
            [
                market.TargetHash,
                agent?.ContentHash ?? "",
                read,
                SpecJson.HashPart(agent is null ? spec.Strategy : null),
                SpecJson.HashPart(spec.Split),
                SpecJson.HashPart(spec.Execution),
                SpecJson.HashPart(spec.Capital),
            ],
            context =>
                BacktestEngine.Run(
                    target,
                    first,
                    target.Count - 1,
                    FinishedRun.Strategy(spec, market, tape?.Value, agent?.Value),
                    spec.Execution,
                    spec.Capital,
                    null,
                    null,
                    context.Cancellation
                ),
            StageBlobs.Write,
            StageBlobs.ReadBacktest
        );
    }

    private static string ResultHash(string specHash, IReadOnlyList<SeriesIdentity> data, IReadOnlyList<StageRecord> stages)
    {
        var text = new StringBuilder("result/1|").Append(specHash);
        foreach (var series in data)
            text.Append('|').Append(series.ContentHash);
        foreach (var stage in stages)
            text.Append('|').Append(stage.ContentHash);
        return ColumnarBlob.Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string HashOf(PortfolioResult run) =>
        ColumnarBlob.Hash(
            new ColumnarBlob { Header = run.Account.TradeHash }
                .Add("ticks", run.Ticks)
                .Add("equity", run.Equity)
                .Add("weights", run.Weights)
                .ToBytes()
        );

    private static string Seed(SimulationSpec spec) => FormattableString.Invariant($"{spec.Seed}");
}

/// <summary>Forecasts with the series that they are of, as the spec cut it.</summary>
/// <param name="Target">The series.</param>
/// <param name="Tape">Its forecasts, one row per bar.</param>
public sealed record TargetForecast(BarSeries Target, ForecastTape Tape);
