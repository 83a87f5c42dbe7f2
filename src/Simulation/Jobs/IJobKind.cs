using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Markets;

namespace Simulator.Jobs;

/// <summary>
/// One kind of work, a row of the table of kinds (<see cref="JobKinds"/>): how it is asked for, which series and stages it has, how a
/// worker does it, what its result is. Ledger, supervisor, hub, API and pages know kinds by this row alone.
/// </summary>
public interface IJobKind
{
    /// <summary>Its word in the ledger, the hub and the API: <c>sweep</c>.</summary>
    string Name { get; }

    /// <summary>Its name for people: “Sweep”.</summary>
    string Title { get; }

    /// <summary>Which share of the machine it runs in.</summary>
    JobShare Share { get; }

    /// <summary>Priority where none is asked for; the higher goes first.</summary>
    int Priority => 0;

    /// <summary>Reads a request from outside: the request, or everything that is wrong with it.</summary>
    JobParse Parse(string json);

    /// <summary>Reads a request that was stored, by an earlier version, too; null where its form is no longer known.</summary>
    IJobRequest? Read(string json);

    /// <summary>Does the work on the calling thread.</summary>
    /// <exception cref="SimulationException">It cannot be done, however often it is tried; the text says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; a checkpoint holds what was done.</exception>
    JobOutcome Run(JobWork work);

    /// <summary>Throws away what a job that has ended kept for going on.</summary>
    void Forget(DataFolder folder, string job) { }
}

/// <summary>The share of the machine that a kind runs in.</summary>
public enum JobShare
{
    /// <summary>A worker of one thread.</summary>
    Worker,

    /// <summary>A search: a bounded number of threads, at the system's lowest priority, and only some of the workers at once.</summary>
    Search,
}

/// <summary>A sound request: what a job of a kind is to do.</summary>
public interface IJobRequest
{
    /// <summary>What people call it.</summary>
    string Title { get; }

    /// <summary>The series that it needs.</summary>
    DataSpec Data { get; }

    /// <summary>What trades, in a word for lists.</summary>
    string Strategy { get; }

    /// <summary>What is tried, as a hash: the same again is no new trial. Null where nothing is tried.</summary>
    string? TrialHash { get; }

    /// <summary>The stages, in order; <c>false</c> for one that this request has no part for.</summary>
    IReadOnlyList<(JobStage Stage, bool IsPart)> Stages { get; }

    /// <summary>The request with everything written out, as it is stored.</summary>
    string ToJson();

    /// <summary>What keeps it from running on these series; empty when nothing does, or when only the run can tell.</summary>
    /// <param name="series">The series at hand.</param>
    IReadOnlyList<SpecError> Check(ISeriesSource series);

    /// <summary>What it takes, from numbers of bars alone.</summary>
    /// <param name="barsOf">Bars of a series; 0 where there is none of that name.</param>
    JobEstimate Estimate(Func<string, int> barsOf);
}

/// <summary>A request, or everything that is wrong with it.</summary>
/// <param name="Request">The request; null when there are errors.</param>
/// <param name="Errors">All errors, each with its path; empty when there is a request.</param>
public sealed record JobParse(IJobRequest? Request, IReadOnlyList<SpecError> Errors);
