using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>The product's worker on a thread of the test's process, line by line as a child process would be.</summary>
internal sealed class RealWorkers : IWorkerLauncher
{
    /// <summary>Every line that a worker said.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<WorkOrder> Orders { get; } = new();

    public async Task<IWorkerProcess> StartAsync(WorkOrder order, int niceness, CancellationToken cancellation)
    {
        Orders.Enqueue(order);
        var worker = new RealWorker(this);
        await worker.SendAsync(System.Text.Json.JsonSerializer.Serialize(order, JobJson.Options));
        worker.Start();
        return worker;
    }

    private sealed class RealWorker(RealWorkers all) : IWorkerProcess
    {
        private readonly BlockingCollection<string> _input = [];
        private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
        private readonly TaskCompletionSource<WorkerExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int ProcessId => 1;

        public void Start() =>
            new Thread(() =>
            {
                var code = Worker.Run(new Reader(_input), new Writer(all, _output.Writer), BuiltInKinds.All, TimeProvider.System);
                _exit.TrySetResult(new WorkerExit(code, ""));
                _output.Writer.TryComplete();
            })
            {
                IsBackground = true,
            }.Start();

        public async Task<string?> ReadLineAsync() =>
            await _output.Reader.WaitToReadAsync() && _output.Reader.TryRead(out var line) ? line : null;

        public Task SendAsync(string line)
        {
            if (!_input.IsAddingCompleted)
                _input.Add(line);
            return Task.CompletedTask;
        }

        public void CloseInput() => _input.CompleteAdding();

        // A thread cannot be killed: it is stopped as if its server were gone, and no longer listened to.
        public void Kill()
        {
            CloseInput();
            _exit.TrySetResult(new WorkerExit(137, ""));
            _output.Writer.TryComplete();
        }

        public Task<WorkerExit> WaitForExitAsync() => _exit.Task;

        public ValueTask DisposeAsync()
        {
            CloseInput();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Reader(BlockingCollection<string> lines) : TextReader
    {
        public override string? ReadLine() => lines.TryTake(out var line, Timeout.Infinite) ? line : null;
    }

    private sealed class Writer(RealWorkers all, ChannelWriter<string> lines) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            all.Lines.Enqueue(value!);
            lines.TryWrite(value!);
        }
    }
}
