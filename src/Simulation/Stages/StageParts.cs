using System.Runtime.ExceptionServices;
using System.Text;

namespace Simulator.Stages;

/// <summary>
/// A stage in parts that do not need each other. They run side by side on the stage's threads, and each has a context of its own: their
/// number and order change nothing in what a part computes. What they report is passed on one at a time.
/// </summary>
public sealed class StageParts
{
    private const int NoCheckpoint = -1;
    private static readonly byte[] s_magic = "PART\u0002"u8.ToArray();
    private readonly StageContext _whole;
    private readonly Lock _lock = new();
    private readonly byte[]?[] _checkpoints;
    private readonly double[] _fractions;
    private readonly double[] _savedFractions;
    private readonly SortedDictionary<int, string> _doing = [];
    private readonly CancellationTokenSource _stop;

    private StageParts(StageContext whole, int count, CancellationTokenSource stop)
    {
        (_whole, _stop) = (whole, stop);
        (_checkpoints, _fractions) = whole.Checkpoint is { } bytes ? Read(bytes, count) : (new byte[]?[count], new double[count]);
        _savedFractions = [.. _fractions];
    }

    /// <summary>Runs all parts and returns what each made, in their order.</summary>
    /// <param name="whole">The stage.</param>
    /// <param name="count">Number of parts.</param>
    /// <param name="part">Runs the part of a number, 0 … <paramref name="count"/> − 1, on any thread.</param>
    /// <param name="usesDevice">Whether the parts compute on the stage's device; else on the processor, whatever the device.</param>
    /// <exception cref="InvalidDataException">The checkpoint is not of such a stage, or cut short.</exception>
    public static T[] Run<T>(StageContext whole, int count, Func<int, StageContext, T> part, bool usesDevice = true)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(part);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(whole.Cancellation);
        var parts = new StageParts(whole, count, stop);
        var made = new T[count];
        // An accelerator is one: parts would wait for each other and hold its memory meanwhile.
        var threads = whole.Device == "cpu" || !usesDevice ? Math.Clamp(whole.Threads, 1, Math.Max(1, count)) : 1;
        // Later parts usually see more data and take longer: begun first, they end together with the others.
        var queue = new Queue<int>(threads == 1 ? Enumerable.Range(0, count) : Enumerable.Range(0, count).Reverse());
        var faults = new List<Exception>();
        var workers = Enumerable
            .Range(1, threads - 1)
            .Select(k => new Thread(Work) { IsBackground = true, Name = FormattableString.Invariant($"{whole.Stage} {k + 1}") })
            .ToArray();
        foreach (var worker in workers)
            worker.Start();
        Work();
        foreach (var worker in workers)
            worker.Join();
        if ((faults.Find(e => e is not OperationCanceledException) ?? faults.FirstOrDefault()) is { } fault)
            ExceptionDispatchInfo.Throw(fault);
        return made;

        void Work()
        {
            try
            {
                while (parts.Next(queue) is { } k)
                {
                    made[k] = part(k, parts.ContextOf(k));
                    parts.End(k);
                }
            }
            catch (Exception e)
            {
                lock (faults)
                    faults.Add(e);
                stop.Cancel();
            }
        }
    }

    private int? Next(Queue<int> queue)
    {
        lock (_lock)
            return queue.TryDequeue(out var k) && !_stop.IsCancellationRequested ? k : Stopped();
    }

    // Nothing is left, or a part failed; where the stage was stopped, what is left must not look done.
    private int? Stopped()
    {
        _whole.Cancellation.ThrowIfCancellationRequested();
        return null;
    }

    private void End(int k)
    {
        lock (_lock)
        {
            _fractions[k] = 1;
            _doing.Remove(k);
        }
    }

    private StageContext ContextOf(int k) =>
        new(
            _whole.Stage,
            _whole.Seed,
            _whole.Device,
            happened => Hear(k, happened),
            (bytes, fraction) => Save(k, bytes, fraction),
            _checkpoints[k],
            _whole.Time,
            _stop.Token
        );

    private void Hear(int k, StageEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case StageEvent.Progressed progressed:
                    (_fractions[k], _doing[k]) = (progressed.Fraction, progressed.Doing);
                    _whole.Progress(_fractions.Average(), string.Join("; ", _doing.Values));
                    break;
                case StageEvent.Evaluated point:
                    _whole.Evaluate(point.Group, point.Step, point.Values);
                    break;
                case StageEvent.Sketched sketched:
                    _whole.Sketch(sketched.Group, sketched.Step, sketched.Real, sketched.Drawn);
                    break;
                case StageEvent.Noted noted:
                    _whole.Note(noted.Text);
                    break;
            }
        }
    }

    private void Save(int k, byte[] bytes, double fraction)
    {
        lock (_lock)
        {
            (_checkpoints[k], _fractions[k], _savedFractions[k]) = (bytes, fraction, fraction);
            _whole.SaveCheckpoint(ToBytes(), _savedFractions.Average());
        }
    }

    private byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(s_magic);
        writer.Write(_checkpoints.Length);
        for (var k = 0; k < _checkpoints.Length; k++)
        {
            writer.Write(_savedFractions[k]);
            writer.Write(_checkpoints[k]?.Length ?? NoCheckpoint);
            writer.Write(_checkpoints[k] ?? []);
        }
        writer.Flush();
        return stream.ToArray();
    }

    private static (byte[]?[] Parts, double[] Fractions) Read(byte[] bytes, int count)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        try
        {
            if (!reader.ReadBytes(s_magic.Length).AsSpan().SequenceEqual(s_magic))
                throw new InvalidDataException("the checkpoint is not of a stage in parts; delete it to start again");
            var stored = reader.ReadInt32();
            if (stored != count)
                throw new InvalidDataException($"the checkpoint is of {stored} parts, the stage has {count}; delete it to start again");
            var (parts, fractions) = (new byte[]?[count], new double[count]);
            for (var k = 0; k < count; k++)
            {
                fractions[k] = reader.ReadDouble();
                var length = reader.ReadInt32();
                if (length > bytes.Length)
                    throw new EndOfStreamException();
                parts[k] = length < 0 ? null : reader.ReadBytes(length);
                if (parts[k] is { } part && part.Length < length)
                    throw new EndOfStreamException();
            }
            return (parts, fractions);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the checkpoint is cut short; delete it to start again", e);
        }
    }
}
