using System.Globalization;
using Simulator.Errors;
using Simulator.Generation;
using Simulator.Jobs;
using Simulator.Markets;

namespace Simulator.MarketPaths;

/// <summary>Other histories that are asked for of a stored series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Generator">Name of the generator.</param>
/// <param name="Paths">Paths to draw, at least 1.</param>
/// <param name="Bars">Bars of a path; null for as many as the past has.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
/// <param name="From">First day to learn from; null for the first there is.</param>
/// <param name="Until">Last day to learn from; null for the last there is.</param>
public sealed record PathsRequest(string Series, string Generator, int Paths, int? Bars, long Seed, DateOnly? From, DateOnly? Until)
    : IJobRequest
{
    /// <summary>Most bars of all paths of a job together: its result holds them.</summary>
    public const int MostInAll = 100_000;

    private const double BytesAlways = 350e6;
    private const double BytesPerBar = 40_000; // judged paths, their windows and what is resampled of each
    private const double SecondsAlways = 6;
    private const double SecondsPerBar = 4e-3;
    private const double SecondsOfTraining = 90;

    /// <inheritdoc/>
    public string Title => $"Paths of {Series}, {Generator}";

    /// <inheritdoc/>
    public DataSpec Data =>
        new()
        {
            Target = Series,
            From = From,
            To = Until,
        };

    /// <inheritdoc/>
    public string Strategy => Generator;

    /// <inheritdoc/>
    /// <remarks>Nothing is traded.</remarks>
    public string? TrialHash => null;

    /// <inheritdoc/>
    public IReadOnlyList<(JobStage Stage, bool IsPart)> Stages => [.. PathsKind.Stages.Select(s => (s, true))];

    /// <inheritdoc/>
    public string ToJson() => PathsJson.Write(this);

    /// <inheritdoc/>
    public IReadOnlyList<SpecError> Check(ISeriesSource series)
    {
        ArgumentNullException.ThrowIfNull(series);
        try
        {
            var past = Past(series);
            var bars = Bars ?? past.Count;
            if ((long)Paths * bars <= MostInAll)
                return [];
            return
            [
                new SpecError(
                    Bars is null ? "paths" : "bars",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Paths:N0} paths of {bars:N0} bars have {(long)Paths * bars:N0} together, at most {MostInAll:N0} can be kept; "
                            + $"draw fewer, or with several seeds"
                    )
                ),
            ];
        }
        catch (SimulationException e)
        {
            return [new SpecError("series", e.Message)];
        }
    }

    /// <inheritdoc/>
    public JobEstimate Estimate(Func<string, int> barsOf)
    {
        ArgumentNullException.ThrowIfNull(barsOf);
        var (past, drawn) = (barsOf(Series), (double)Paths * (Bars ?? barsOf(Series)));
        var training = Generator is "gan" or "energy" ? SecondsOfTraining : 0;
        return new JobEstimate(BytesAlways + (BytesPerBar * past) + (100 * drawn), SecondsAlways + (SecondsPerBar * past) + training);
    }

    /// <summary>What is learned from.</summary>
    /// <exception cref="SimulationException">There is no such series, or nothing can be learned from it; the text says why.</exception>
    internal MarketHistory Past(ISeriesSource series)
    {
        var found = series.Find(Series) ?? throw new SimulationException($"there is no series '{Series}'; import it on the page Data");
        return MarketHistory.Of(found.Between(From, Until));
    }
}
