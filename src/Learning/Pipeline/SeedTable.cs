using Simulator.Learning.Specs;
using Simulator.Seeding;

namespace Simulator.Learning.Pipeline;

/// <summary>The streams derived from a spec's seed, for the report.</summary>
internal static class SeedTable
{
    public static IReadOnlyDictionary<string, string> For(SimulationSpec spec)
    {
        var purposes = new List<string>();
        if (spec.Forecaster is GanForecasterSpec gan)
            purposes.AddRange(Enumerable.Range(0, gan.TrainFolds + 2).Select(k => FormattableString.Invariant($"forecaster/fold{k}")));
        if (spec.Strategy is AgentStrategySpec { Agent: var agent })
            purposes.AddRange(Enumerable.Range(0, agent.Seeds).Select(k => FormattableString.Invariant($"agent/seed{k}")));
        return purposes.ToDictionary(
            p => p,
            p => Seeds.Derive(spec.Seed, p).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}
