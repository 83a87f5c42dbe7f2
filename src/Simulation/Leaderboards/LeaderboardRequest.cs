using System.Globalization;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Features;
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
    private const int TapeColumns = 20;

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

    /// <summary>How many forecasts are to be made.</summary>
    public long Count => (long)Targets.Count * Forecasters.Values.Sum(f => (long)SeedsOf(f));

    /// <summary>Every forecast that is to be made, target by target.</summary>
    public IEnumerable<LeaderboardCell> Cells =>
        from target in Targets
        from forecaster in Forecasters
        from seed in Enumerable.Range(0, SeedsOf(forecaster.Value))
        select new LeaderboardCell(target, forecaster.Key, SpecOf(target, forecaster.Value, seed));

    /// <inheritdoc/>
    public string ToJson() => LeaderboardJson.Write(this);

    /// <inheritdoc/>
    public IReadOnlyList<SpecError> Check(ISeriesSource series) =>
        [
            .. from target in Targets
            from forecaster in Forecasters.Values
            from error in SpecChecks.AgainstData(SpecOf(target, forecaster, 0), series)
            group error by error.ToString() into same
            select same.First(),
        ];

    /// <inheritdoc/>
    public JobEstimate Estimate(Func<string, int> barsOf)
    {
        var (memory, seconds) = (0.0, 0.0);
        foreach (var target in Targets)
        {
            // The tapes of a series are kept until all of them are there.
            var tapes = 0.0;
            foreach (var forecaster in Forecasters.Values)
            {
                var one = SimulationEstimate.Of(SpecOf(target, forecaster, 0), barsOf);
                seconds += one.Seconds * SeedsOf(forecaster);
                tapes += (double)barsOf(target) * TapeColumns * sizeof(double) * SeedsOf(forecaster);
                memory = Math.Max(memory, one.MemoryBytes + tapes);
            }
        }
        return new JobEstimate(memory, seconds);
    }

    /// <summary>What the numbers depend on.</summary>
    internal string Hash => ColumnarBlob.Hash(System.Text.Encoding.UTF8.GetBytes(LeaderboardJson.Write(this with { Spec = Unnamed })));

    private SimulationSpec Unnamed => Spec with { Name = "" };

    // What is learned of the features is random with them.
    private int SeedsOf(ForecasterSpec forecaster)
    {
        var row = LearnerTable.Of(forecaster);
        var isRandom =
            row.SeedPurposes(forecaster).Any()
            || (row.NeedsFeatures && Spec.Features.OfType<FittedFeatureSpec>().Any(f => LearnerTable.Of(f).SeedPurposes(f).Any()));
        return isRandom ? Seeds : 1;
    }

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
