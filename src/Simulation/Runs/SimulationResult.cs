using System.Text.Json.Serialization;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>What a simulation found, with everything needed to check it.</summary>
public sealed record SimulationResult
{
    /// <summary>Version of the document's form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The spec with every default written out.</summary>
    public required SimulationSpec Spec { get; init; }

    /// <summary>SHA-256 of the spec in canonical form, without its name.</summary>
    public required string SpecHash { get; init; }

    /// <summary>SHA-256 over the spec's hash, the series' hashes and every stage's content hash: equal hashes, equal results.</summary>
    public required string ResultHash { get; init; }

    /// <summary>The series that were read.</summary>
    public required IReadOnlyList<SeriesIdentity> Data { get; init; }

    /// <summary>Every stage with its artifact; time and cache are no part of the hash.</summary>
    public required IReadOnlyList<StageRecord> Stages { get; init; }

    /// <summary>Purpose → derived seed, hexadecimal.</summary>
    public required IReadOnlyDictionary<string, string> Seeds { get; init; }

    /// <summary>The agent's seeds and the one chosen; null without an agent.</summary>
    public AgentRecord? Agent { get; init; }

    /// <summary>Figures, curves, scores, the sentence.</summary>
    public required PerformanceReport Report { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c> with the device's name; no part of the hash.</summary>
    public required string Device { get; init; }

    /// <summary>Version of the code that keys the artifacts.</summary>
    public required string CodeVersion { get; init; }
}

/// <summary>A series as it was read.</summary>
public sealed record SeriesIdentity(
    string Symbol,
    string ContentHash,
    int Bars,
    DateTime From,
    DateTime To,
    string Calendar,
    bool IsSynthetic
)
{
    /// <summary>The identity of a series.</summary>
    public static SeriesIdentity Of(BarSeries series) =>
        new(
            series.Symbol,
            series.ContentHash,
            series.Count,
            series.Count == 0 ? default : series.CloseTimeAt(0),
            series.Count == 0 ? default : series.CloseTimeAt(series.Count - 1),
            series.Calendar.Id,
            series.IsSynthetic
        );
}

/// <summary>A stage as it ran.</summary>
public sealed record StageRecord(StageName Stage, string ArtifactKey, string ContentHash, bool FromCache, double Seconds);

/// <summary>The agent's trainings.</summary>
public sealed record AgentRecord(IReadOnlyList<SeedOutcome> Seeds, int? ChosenSeed)
{
    /// <summary>Why the agent decides or its baseline; null for an agent that asks for none, and in results of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentEvidence? Evidence { get; init; }
}
