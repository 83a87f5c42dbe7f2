using Simulator.Learners;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Cli.Progress;

/// <summary>The stages of a spec and their labels.</summary>
internal static class StageNames
{
    /// <summary>The stages in order. A spec without a forecaster or an agent does not have that stage.</summary>
    public static IReadOnlyList<StageName> Of(SimulationSpec spec) =>
        [
            StageName.Data,
            StageName.Features,
            .. spec.Forecaster is null ? Array.Empty<StageName>() : [StageName.Forecaster],
            .. spec.Strategy is AgentStrategySpec ? [StageName.Agent] : Array.Empty<StageName>(),
            StageName.Backtest,
            StageName.Evaluation,
            StageName.Report,
        ];

    /// <summary>The label to show.</summary>
    public static string Label(StageName stage) => stage.ToString().ToLowerInvariant();
}
