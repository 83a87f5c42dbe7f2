using Simulator.Jobs;
using Simulator.Runs;

namespace Simulator.Store.Simulations;

/// <summary>Every simulation in the store, newest first, and its result.</summary>
public interface ISimulationLibrary
{
    /// <summary>A page of the list; <paramref name="search"/> matches name, target and strategy.</summary>
    Task<SimulationPage> ListAsync(string? search, int skip, int take, CancellationToken cancellation);

    /// <summary>Some of the simulations that match, in the order that is asked for; with the number of all that match.</summary>
    Task<SimulationPage> ListAsync(SimulationQuery query, CancellationToken cancellation);

    /// <summary>Equity of the account under test at some points, oldest first, for a small picture.</summary>
    /// <param name="id">The simulation.</param>
    /// <param name="count">Points at most, evenly spread, the first and the last among them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Empty where there is no result (yet) or its file is missing.</returns>
    Task<double[]> SomeEquityAsync(string id, int count, CancellationToken cancellation);

    /// <summary>The spec's JSON as saved, or null where there is no such simulation.</summary>
    Task<string?> SpecJsonAsync(string id, CancellationToken cancellation);

    /// <summary>The result, or null where there is none (yet).</summary>
    Task<SimulationResult?> ResultAsync(string id, CancellationToken cancellation);

    /// <summary>How many trials a target has: simulations, searches and runs of the terminal, each once.</summary>
    Task<int> TrialsAsync(string target, CancellationToken cancellation);

    /// <summary>Hides a simulation from the list; <see cref="RestoreAsync"/> undoes it.</summary>
    Task DeleteAsync(string id, CancellationToken cancellation);

    /// <summary>Undoes <see cref="DeleteAsync"/>.</summary>
    Task RestoreAsync(string id, CancellationToken cancellation);
}

/// <summary>Which simulations a list shows, and in what order.</summary>
public sealed record SimulationQuery
{
    /// <summary>Part of the name, target or strategy; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Only those in this state; null for all.</summary>
    public JobState? State { get; init; }

    /// <summary>What they are ordered by; equal ones newest first.</summary>
    public SimulationOrder Order { get; init; }

    /// <summary>The largest or newest first; those without the figure stand last either way.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>Simulations before the first one shown.</summary>
    public int Skip { get; init; }

    /// <summary>Simulations at most.</summary>
    public required int Take { get; init; }
}

/// <summary>What a list of simulations can be ordered by: the columns of <see cref="SimulationRow"/>.</summary>
public enum SimulationOrder
{
    /// <summary>When it was queued.</summary>
    Created,

    /// <summary>Name.</summary>
    Name,

    /// <summary>Target.</summary>
    Target,

    /// <summary>Strategy.</summary>
    Strategy,

    /// <summary>State.</summary>
    State,

    /// <summary>Return of the account under test.</summary>
    ReturnFraction,

    /// <summary>Return of buy-and-hold.</summary>
    BenchmarkReturnFraction,

    /// <summary>Sharpe ratio.</summary>
    Sharpe,
}

/// <summary>A page of simulations.</summary>
public sealed record SimulationPage(IReadOnlyList<SimulationRow> Rows, int Total);

/// <summary>A line of the list; figures are NaN until the job succeeded.</summary>
public sealed record SimulationRow(
    string Id,
    string Name,
    string Target,
    string Strategy,
    JobState State,
    DateTimeOffset Created,
    double ReturnFraction,
    double BenchmarkReturnFraction,
    double Sharpe,
    string? ResultHash,
    bool IsSynthetic,
    string Sentence
);
