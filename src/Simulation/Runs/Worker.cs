using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>
/// The child process that runs one simulation: reads a <see cref="WorkOrder"/> line, writes <see cref="WorkerMessage"/> lines.
/// The end of its input means stop: cancelled, or the server is gone.
/// </summary>
public sealed class Worker(TextReader input, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _writing = new();
    private int _epoch;
    private long _lastProgress;

    /// <summary>Runs the order on the input to its end. Exit code 0: finished or failed with a reason; 130: stopped.</summary>
    public static int Run(TextReader input, TextWriter output) => new Worker(input, output, TimeProvider.System).Run();

    private int Run()
    {
        var order =
            JsonSerializer.Deserialize<WorkOrder>(input.ReadLine() ?? "null", PipelineJson.Options)
            ?? throw new SimulationException("worker: no work order on standard input; workers are started by the server");
        _epoch = order.Epoch;
        using var stop = new CancellationTokenSource();
        new Thread(() => StopAtEndOfInput(stop)) { IsBackground = true, Name = "stop at end of input" }.Start();
        try
        {
            Write(new WorkerMessage.Finished(_epoch, Simulate(order, stop.Token)));
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Write(new WorkerMessage.Failed(_epoch, e is SimulationException ? e.Message : $"{e.GetType().Name}: {e.Message}"));
            Console.Error.WriteLine(e);
            return 0;
        }
    }

    private SimulationResult Simulate(WorkOrder order, CancellationToken cancellation)
    {
        var parse = SpecJson.Parse(order.Spec);
        var spec = parse.Spec ?? throw new SimulationException(string.Join("; ", parse.Errors));
        var series = new InMemorySeries(order.Series.Select(s => SeriesBlob.FromBytes(File.ReadAllBytes(s.Value))));
        var artifacts = new FileArtifactStore(new DataFolder(order.DataFolder));
        return new SimulationPipeline(artifacts, time).Run(spec, series, new RunOptions(order.Device, order.Trials), Report, cancellation);
    }

    // Progress is a latest-value signal and may be dropped; every other event is a fact and never is.
    private void Report(StageEvent happened)
    {
        if (happened is StageEvent.Progressed)
        {
            var now = time.GetTimestamp();
            if (_lastProgress != 0 && time.GetElapsedTime(_lastProgress, now) < s_progressInterval)
                return;
            _lastProgress = now;
        }
        Write(new WorkerMessage.Happened(_epoch, happened));
    }

    private void Write(WorkerMessage message)
    {
        var line = JsonSerializer.Serialize(message, PipelineJson.Options);
        lock (_writing)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    private void StopAtEndOfInput(CancellationTokenSource stop)
    {
        while (input.ReadLine() is not null)
        {
            // Nothing is said after the order; only the end matters.
        }
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run ended first.
        }
    }
}
