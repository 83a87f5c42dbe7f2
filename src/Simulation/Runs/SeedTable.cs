using System.Globalization;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Seeding;

namespace Simulator.Runs;

/// <summary>The streams derived from a spec's seed, for the report.</summary>
internal static class SeedTable
{
    public static IReadOnlyDictionary<string, string> For(SimulationSpec spec)
    {
        var features = spec.Features.OfType<FittedFeatureSpec>().SelectMany(feature => LearnerTable.Of(feature).SeedPurposes(feature));
        IEnumerable<string> forecaster = spec.Forecaster is { } f ? LearnerTable.Of(f).SeedPurposes(f) : [];
        IEnumerable<string> agent = spec.Strategy is AgentStrategySpec { Agent: var a } ? LearnerTable.Of(a).SeedPurposes(a) : [];
        return features
            .Concat(forecaster)
            .Concat(agent)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(p => p, p => Seeds.Derive(spec.Seed, p).ToString("x16", CultureInfo.InvariantCulture));
    }
}
