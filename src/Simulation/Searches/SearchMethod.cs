using System.Text.Json.Serialization;
using Simulator.Robustness.Sweeps;
using Simulator.Statistics;

namespace Simulator.Searches;

/// <summary>How a choice of parameters is searched and tested.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SweepSearch), SweepSearch.Word)]
[JsonDerivedType(typeof(WalkForwardSearch), WalkForwardSearch.Word)]
[JsonDerivedType(typeof(CrossValidationSearch), CrossValidationSearch.Word)]
public abstract record SearchMethod
{
    /// <summary>Most runs that a page starts.</summary>
    public const long MostRuns = 200_000;

    /// <summary>Its word in addresses and the store.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>Runs that it takes, at most.</summary>
    /// <exception cref="ArgumentException">It cannot be done with this plan; the message says why.</exception>
    public abstract long RunsOf(SweepPlan plan);

    /// <summary>Does it.</summary>
    /// <param name="request">What is searched, for its words.</param>
    /// <param name="plan">Choices, bars and costs.</param>
    /// <param name="time">Clock of the progress.</param>
    /// <param name="report">Receives progress on any thread, never two at a time.</param>
    /// <param name="cancellation">Ends it; what was done is returned, marked as stopped.</param>
    /// <exception cref="ArgumentException">It cannot be done; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was ended before anything was done.</exception>
    public abstract SearchFindings Run(
        SearchRequest request,
        SweepPlan plan,
        TimeProvider time,
        Action<SearchProgress> report,
        CancellationToken cancellation
    );

    private protected static long Bounded(double runs, string remedy) =>
        runs <= MostRuns
            ? (long)runs
            : throw new ArgumentException(
                FormattableString.Invariant($"that is {runs:N0} runs; at most {MostRuns:N0} are started from a page: {remedy}")
            );
}

/// <summary>How far a search is.</summary>
/// <param name="Fraction">Share of the whole.</param>
/// <param name="Words">The same counted: “12 of 60 runs”.</param>
/// <param name="Best">The best run so far, of a sweep.</param>
public sealed record SearchProgress(double Fraction, string Words, SweepRun? Best = null)
{
    /// <summary>The count, and the best so far by the parameters that vary.</summary>
    public string Sentence(SearchRequest request) =>
        Best is null
            ? Words
            : $"{Words}; best so far {string.Join(' ', request.Varied.Select(n => $"{n}={Best.Parameters[n]}"))}, "
                + $"{StatisticCatalogue.Find(request.RankBy)?.Name ?? request.RankBy} {SearchText.Number(Best.Score)}";
}
