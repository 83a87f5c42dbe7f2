using System.Globalization;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Leaderboards;

/// <summary>Forecasters side by side: on the same series, the same features, the same split, with several seeds.</summary>
/// <param name="Spec">
/// Data, split, features and first seed, as of a simulation. Its target and related series are the series at hand: each target sees all
/// the others.
/// </param>
/// <param name="Targets">Series that are forecast, at least one.</param>
/// <param name="Forecasters">Name → forecaster, at least one.</param>
/// <param name="Seeds">Seeds of each forecaster in which something is random, ≥ 1: the spec's and those after it.</param>
/// <param name="Against">The forecaster that all are compared with.</param>
public sealed record LeaderboardRequest(
    SimulationSpec Spec,
    IReadOnlyList<string> Targets,
    IReadOnlyDictionary<string, ForecasterSpec> Forecasters,
    int Seeds,
    string Against
) : IJobRequest
{
    /// <inheritdoc/>
    public string Title =>
        Spec.Name is { Length: > 0 } name
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{Forecasters.Count} forecasters on {Targets.Count} series");

    /// <inheritdoc/>
    public DataSpec Data => Spec.Data;

    /// <inheritdoc/>
    public string Strategy => "forecasters";

    /// <inheritdoc/>
    /// <remarks>Nothing is chosen to be traded.</remarks>
    public string? TrialHash => null;

    /// <inheritdoc/>
    public IReadOnlyList<(JobStage Stage, bool IsPart)> Stages => [(LeaderboardKind.Stage, true)];

    /// <summary>Every forecast that is to be made, target by target.</summary>
    public IEnumerable<LeaderboardCell> Cells =>
        from target in Targets
        from forecaster in Forecasters
        from seed in Enumerable.Range(0, IsRandom(forecaster.Value) ? Seeds : 1)
        select new LeaderboardCell(target, forecaster.Key, SpecOf(target, forecaster.Value, seed));

    /// <inheritdoc/>
    public string ToJson() => LeaderboardJson.Write(this);

    /// <inheritdoc/>
    public IReadOnlyList<SpecError> Check(ISeriesSource series) =>
        [
            .. Cells
                .Select(c => c.Spec)
                .DistinctBy(s => (s.Data.Target, s.Forecaster))
                .SelectMany(s => SpecChecks.AgainstData(s, series))
                .Distinct(),
        ];

    /// <inheritdoc/>
    public JobEstimate Estimate(Func<string, int> barsOf)
    {
        var cells = Cells.Select(c => SimulationEstimate.Of(c.Spec, barsOf)).ToArray();
        return new JobEstimate(cells.Max(c => c.MemoryBytes), cells.Sum(c => c.Seconds));
    }

    /// <summary>What the numbers depend on.</summary>
    internal string Hash => ColumnarBlob.Hash(System.Text.Encoding.UTF8.GetBytes(LeaderboardJson.Write(this with { Spec = Unnamed })));

    private SimulationSpec Unnamed => Spec with { Name = "" };

    private static bool IsRandom(ForecasterSpec forecaster) => LearnerTable.Of(forecaster).SeedPurposes(forecaster).Any();

    // Holds the target: of a leaderboard nothing is traded, but the same spec is a simulation that anyone can open.
    private SimulationSpec SpecOf(string target, ForecasterSpec forecaster, int seed) =>
        Spec with
        {
            Name = "",
            Seed = Spec.Seed + seed,
            Forecaster = forecaster,
            Data = Spec.Data with { Target = target, Related = [.. Spec.Data.Related.Prepend(Spec.Data.Target).Where(s => s != target)] },
        };
}

/// <summary>One forecaster on one series with one seed.</summary>
/// <param name="Target">The series.</param>
/// <param name="Forecaster">The forecaster's name in the request.</param>
/// <param name="Spec">The simulation whose forecasts they are.</param>
public sealed record LeaderboardCell(string Target, string Forecaster, SimulationSpec Spec);
