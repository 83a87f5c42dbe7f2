using Simulator.Learners;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Cli.Progress;

/// <summary>The stages that a spec has, and what to call them.</summary>
internal static class StageNames
{
    /// <summary>In order; a spec without forecaster or agent has no such stage.</summary>
    public static IReadOnlyList<StageName> Of(SimulationSpec spec) =>
        [
            StageName.Data,
            StageName.Features,
            .. spec.Forecaster is null ? Array.Empty<StageName>() : [StageName.Forecaster],
            .. spec.Strategy is AgentStrategySpec ? [StageName.Agent] : Array.Empty<StageName>(),
            StageName.Backtest,
            StageName.Report,
        ];

    /// <summary>As shown.</summary>
    public static string Label(StageName stage) => stage.ToString().ToLowerInvariant();
}
