using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>Starts workers.</summary>
public interface IWorkerLauncher
{
    /// <summary>Starts a worker on an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="niceness">How far behind the server's own threads it stands, 0 … 19.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="WorkerLaunchException">It cannot be started; the text says why.</exception>
    Task<IWorkerProcess> StartAsync(WorkOrder order, int niceness, CancellationToken cancellation);

    /// <summary>Makes ready for the next order what can be made ready before it.</summary>
    void Prepare() { }
}

/// <summary>A worker at work.</summary>
public interface IWorkerProcess : IAsyncDisposable
{
    /// <summary>The process, for the log.</summary>
    int ProcessId { get; }

    /// <summary>Bytes of memory that it occupies; null where that cannot be told.</summary>
    long? MemoryBytes => null;

    /// <summary>Processor time that it has taken; null where that cannot be told.</summary>
    TimeSpan? ProcessorTime => null;

    /// <summary>What it takes of a graphics card; null where it uses none, or where that cannot be told.</summary>
    Task<GpuUse?> GpuAsync() => Task.FromResult<GpuUse?>(null);

    /// <summary>The next line that it wrote to standard error; null when there is no more.</summary>
    Task<string?> ReadErrorAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>The next line that it says; null when it has ended and said everything.</summary>
    Task<string?> ReadLineAsync();

    /// <summary>Tells it a word (<see cref="WorkerStop"/>); nothing where it is gone.</summary>
    Task SendAsync(string line);

    /// <summary>Asks it to stop: its input ends.</summary>
    void CloseInput();

    /// <summary>Ends it at once.</summary>
    void Kill();

    /// <summary>Waits for its end.</summary>
    Task<WorkerExit> WaitForExitAsync();
}

/// <summary>How a worker ended.</summary>
/// <param name="Code">Exit code; 128 + n when it was killed by signal n.</param>
/// <param name="LastWords">The end of what it wrote to standard error.</param>
public sealed record WorkerExit(int Code, string LastWords)
{
    /// <summary>The server ended it, and <see cref="LastWords"/> says why.</summary>
    public bool IsEndedByServer { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (IsEndedByServer)
            return LastWords;
        var how = Code switch
        {
            137 => "killed (signal 9; the system does this when memory runs out)",
            134 => "aborted (signal 6)",
            139 => "crashed (signal 11, invalid memory access)",
            > 128 => FormattableString.Invariant($"ended by signal {Code - 128}"),
            _ => FormattableString.Invariant($"ended with exit code {Code} without a result"),
        };
        return LastWords.Length == 0 ? how : $"{how}; its last output: {LastWords}";
    }
}

/// <summary>A worker cannot be started.</summary>
public sealed class WorkerLaunchException(string message, Exception inner) : Exception(message, inner);
