using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>A spec as the request of a job.</summary>
public sealed record SimulationRequest(SimulationSpec Spec) : IJobRequest
{
    // Relative length of the stages on the reference job.
    private static readonly (StageName Name, JobStage Stage)[] s_stages =
    [
        (StageName.Data, new JobStage("data", "reading and aligning the series", 2)),
        (StageName.Features, new JobStage("features", "computing features", 2)),
        (StageName.Forecaster, new JobStage("forecaster", "training the forecaster", 55)),
        (StageName.Agent, new JobStage("agent", "training the agent", 35)),
        (StageName.Backtest, new JobStage("backtest", "backtesting", 2)),
        (StageName.Evaluation, new JobStage("evaluation", "testing what the result is worth", 4)),
        (StageName.Report, new JobStage("report", "writing the report", 2)),
    ];

    /// <inheritdoc/>
    public string Title => Spec.DisplayName;

    /// <inheritdoc/>
    public DataSpec Data => Spec.Data;

    /// <inheritdoc/>
    public string Strategy => StrategyWord.Of(Spec.Strategy);

    /// <inheritdoc/>
    public string TrialHash => SpecJson.Hash(Spec);

    /// <inheritdoc/>
    public IReadOnlyList<(JobStage Stage, bool IsPart)> Stages =>
        [.. s_stages.Select(s => (s.Stage with { Learner = LearnerOf(s.Name) }, IsPart(s.Name)))];

    /// <inheritdoc/>
    public string ToJson() => SpecJson.Write(Spec);

    /// <inheritdoc/>
    /// <remarks>What the series cannot give a feature; the rest the run says better: with the stage that it came to.</remarks>
    public IReadOnlyList<SpecError> Check(ISeriesSource series) =>
        Spec.Features.Count == 0
            ? []
            : [.. SpecChecks.AgainstData(Spec, series).Where(e => e.Path.StartsWith("features[", StringComparison.Ordinal))];

    /// <inheritdoc/>
    public JobEstimate Estimate(Func<string, int> barsOf) => SimulationEstimate.Of(Spec, barsOf);

    /// <summary>A stage's name among those of a job.</summary>
    public static string NameOf(StageName stage) => Array.Find(s_stages, s => s.Name == stage).Stage.Name;

    private string? LearnerOf(StageName stage) =>
        stage switch
        {
            StageName.Forecaster when Spec.Forecaster is { } forecaster => LearnerTable.Of(forecaster).Name,
            StageName.Agent when Spec.Strategy is AgentStrategySpec { Agent: var agent } => LearnerTable.Of(agent).Name,
            _ => null,
        };

    private bool IsPart(StageName stage) =>
        stage switch
        {
            StageName.Features => Spec.Features.Count > 0 || Spec.Forecaster is not null || Spec.Strategy is AgentStrategySpec,
            StageName.Forecaster => Spec.Forecaster is not null,
            StageName.Agent => Spec.Strategy is AgentStrategySpec,
            _ => true,
        };
}
