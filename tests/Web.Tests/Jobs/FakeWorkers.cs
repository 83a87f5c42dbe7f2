using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>Workers that do what a test says. Each order starts one; the script is the worker's life.</summary>
internal sealed class FakeWorkers(Func<WorkOrder, FakeWorker, Task> script) : IWorkerLauncher
{
    public ConcurrentQueue<WorkOrder> Orders { get; } = new();

    public Task<IWorkerProcess> StartAsync(WorkOrder order, int niceness, CancellationToken cancellation)
    {
        Orders.Enqueue(order);
        var worker = new FakeWorker(order.Epoch);
        _ = worker.LiveAsync(w => script(order, w));
        return Task.FromResult<IWorkerProcess>(worker);
    }
}

/// <summary>A worker that lives in the test's process.</summary>
internal sealed class FakeWorker(int epoch) : IWorkerProcess
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _inputClosed = new();
    private readonly CancellationTokenSource _asked = new();
    private readonly TaskCompletionSource<WorkerExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int ProcessId => 1;

    public long? MemoryBytes { get; set; }

    public TimeSpan? ProcessorTime { get; set; }

    public GpuUse? Gpu { get; set; }

    public Task<GpuUse?> GpuAsync() => Task.FromResult(Gpu);

    public bool WasKilled { get; private set; }

    /// <summary>Set when the server closes the input: stop.</summary>
    public CancellationToken InputClosed => _inputClosed.Token;

    public void Say(WorkerMessage message) => SayLine(JsonSerializer.Serialize(message, JobJson.Options));

    public void Say(JobEvent happened) => Say(new WorkerMessage.Happened(epoch, happened));

    public void SayLine(string line) => _lines.Writer.TryWrite(line);

    public void Finish(SimulationResult result) => Finish(SimulationKind.OutcomeOf(result, null));

    public void Finish(JobOutcome outcome) => Say(WorkerMessage.Finished.Of(epoch, outcome));

    /// <summary>Ends without another word, as a kill -9 would.</summary>
    public void Die(int code, string lastWords = "") => Exit(new WorkerExit(code, lastWords));

    public async Task LiveAsync(Func<FakeWorker, Task> life)
    {
        try
        {
            await life(this);
            Exit(new WorkerExit(0, ""));
        }
        catch (OperationCanceledException)
        {
            Exit(new WorkerExit(130, ""));
        }
    }

    public async Task<string?> ReadLineAsync() =>
        await _lines.Reader.WaitToReadAsync() && _lines.Reader.TryRead(out var line) ? line : null;

    /// <summary>Set when the server says a word.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <summary>The words that the server said.</summary>
    public ConcurrentQueue<string> Words { get; } = new();

    public Task SendAsync(string line)
    {
        Words.Enqueue(line);
        return _asked.CancelAsync();
    }

    public void CloseInput() => _inputClosed.Cancel();

    public void Kill()
    {
        WasKilled = true;
        Exit(new WorkerExit(137, ""));
    }

    public Task<WorkerExit> WaitForExitAsync() => _exit.Task;

    public ValueTask DisposeAsync()
    {
        _inputClosed.Cancel();
        return ValueTask.CompletedTask;
    }

    private void Exit(WorkerExit exit)
    {
        _exit.TrySetResult(exit);
        _lines.Writer.TryComplete();
    }
}
