using Simulator.Jobs;
using Simulator.Runs;

namespace Simulator.Store.Simulations;

/// <summary>Every simulation in the store, newest first, and its result.</summary>
public interface ISimulationLibrary
{
    /// <summary>A page of the list; <paramref name="search"/> matches name, target and strategy.</summary>
    Task<SimulationPage> ListAsync(string? search, int skip, int take, CancellationToken cancellation);

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
