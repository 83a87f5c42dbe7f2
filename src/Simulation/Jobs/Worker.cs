using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Markets;

namespace Simulator.Jobs;

/// <summary>
/// The child process that does one job: reads a <see cref="WorkOrder"/> line, writes <see cref="WorkerMessage"/> lines. A line
/// <see cref="WorkerStop.Pause"/> stops it at its next checkpoint, <see cref="WorkerStop.Cancel"/> or the end of its input at once.
/// </summary>
// A token source without a timer or a wait handle holds nothing that needs disposing.
#pragma warning disable CA1001
public sealed class Worker
#pragma warning restore CA1001
{
    /// <summary>Exit code of a worker that was stopped.</summary>
    public const int Stopped = 130;

    private static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(100);
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly JobKinds _kinds;
    private readonly TimeProvider _time;
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _stop = new();
    private volatile bool _pausing;
    private volatile bool _cancelled;
    private int _epoch;
    private long _lastProgress;

    private Worker(TextReader input, TextWriter output, JobKinds kinds, TimeProvider time) =>
        (_input, _output, _kinds, _time) = (input, output, kinds, time);

    /// <summary>
    /// Does the order on the input to its end. Exit code 0: finished or failed with a reason; <see cref="Stopped"/>: stopped.
    /// </summary>
    public static int Run(TextReader input, TextWriter output, JobKinds kinds, TimeProvider time) =>
        new Worker(input, output, kinds, time).Run();

    private int Run()
    {
        var order =
            JsonSerializer.Deserialize<WorkOrder>(_input.ReadLine() ?? "null", JobJson.Options)
            ?? throw new SimulationException("worker: no work order on standard input; workers are started by the server");
        _epoch = order.Epoch;
        new Thread(Listen) { IsBackground = true, Name = "listen to the server" }.Start();
        try
        {
            var outcome = Do(order);
            if (outcome.IsPartial && !_cancelled)
                return Stopped;
            Write(WorkerMessage.Finished.Of(_epoch, outcome));
            return outcome.IsPartial ? Stopped : 0;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Write(
                DiskTrouble.SentenceOf(e) is { } trouble
                    ? new WorkerMessage.Failed(_epoch, trouble, MayPass: true)
                    : new WorkerMessage.Failed(_epoch, e is SimulationException ? e.Message : $"{e.GetType().Name}: {e.Message}")
            );
            Console.Error.WriteLine(e);
            return 0;
        }
    }

    private JobOutcome Do(WorkOrder order) =>
        _kinds[order.Kind]
            .Run(
                new JobWork
                {
                    Job = order.Job,
                    RequestJson = order.Request,
                    Series = new InMemorySeries(order.Series.Select(s => Read(s.Value))),
                    Folder = new DataFolder(order.DataFolder),
                    Device = order.Device,
                    EarlierTrials = order.EarlierTrials,
                    Threads = order.Threads,
                    Report = Report,
                    Time = _time,
                    Cancellation = _stop.Token,
                }
            );

    private static BarSeries Read(string path)
    {
        try
        {
            return SeriesFile.Read(path);
        }
        catch (InvalidDataException e)
        {
            throw new SimulationException(e.Message, e); // the cause may be the disk, and pass
        }
    }

    // Progress is a latest-value signal and may be dropped; every other event is a fact and never is.
    private void Report(JobEvent happened)
    {
        if (happened is JobEvent.Progressed)
        {
            var now = _time.GetTimestamp();
            if (_lastProgress != 0 && _time.GetElapsedTime(_lastProgress, now) < s_progressInterval)
                return;
            _lastProgress = now;
        }
        Write(new WorkerMessage.Happened(_epoch, happened));
        if (_pausing && happened is (JobEvent.CheckpointSaved or JobEvent.Completed))
            _stop.Cancel();
    }

    private void Write(WorkerMessage message)
    {
        var line = JsonSerializer.Serialize(message, JobJson.Options);
        lock (_writing)
        {
            _output.WriteLine(line);
            _output.Flush();
        }
    }

    private void Listen()
    {
        while (_input.ReadLine() is { } word)
        {
            if (word == WorkerStop.Pause)
                _pausing = true;
            else if (word == WorkerStop.Cancel)
            {
                _cancelled = true;
                _stop.Cancel();
            }
        }
        _stop.Cancel();
    }
}
