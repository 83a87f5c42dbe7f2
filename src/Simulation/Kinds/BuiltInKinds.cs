using Simulator.AgentComparisons;
using Simulator.Anomalies;
using Simulator.Checks;
using Simulator.Jobs;
using Simulator.Leaderboards;
using Simulator.MarketPaths;
using Simulator.Runs;
using Simulator.Searches;

namespace Simulator.Kinds;

/// <summary>The kinds of work that come with the product.</summary>
public static class BuiltInKinds
{
    /// <summary>The table. A new kind is a folder of its own and a row here.</summary>
    public static JobKinds All { get; } =
        new([
            new SimulationKind(),
            SearchKind.Sweep,
            SearchKind.WalkForward,
            SearchKind.CrossValidation,
            new LeaderboardKind(),
            new AgentComparisonKind(),
            new AgentCheckKind(),
            new AnomalyKind(),
            new PathsKind(),
        ]);
}
