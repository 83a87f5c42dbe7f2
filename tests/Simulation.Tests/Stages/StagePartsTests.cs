using System.Collections.Concurrent;
using Simulator.Stages;

namespace Simulator.Tests.Simulation.Stages;

public sealed class StagePartsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Parts_OnAnyThreads_MakeTheSame_InTheirOrder(int threads)
    {
        var (events, busy, most) = (new List<StageEvent>(), 0, 0);
        var made = StageParts.Run(
            Context(threads, events.Add),
            5,
            (k, part) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref busy));
                for (var step = 1; step <= 20; step++)
                {
                    part.Progress(step / 20.0, FormattableString.Invariant($"part {k}"));
                    part.Evaluate(k, step, new Dictionary<string, double> { ["value"] = step });
                }
                Interlocked.Decrement(ref busy);
                return k * k;
            }
        );

        Assert.Equal([0, 1, 4, 9, 16], made);
        Assert.InRange(most, 1, Math.Min(threads, 5));
        Assert.Equal(100, events.OfType<StageEvent.Evaluated>().Count());
        double[] fractions = [.. events.OfType<StageEvent.Progressed>().Select(e => e.Fraction)];
        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(1, fractions[^1], 12);
    }

    [Fact]
    public void Parts_OnTwoThreads_RunSideBySide()
    {
        using var meeting = new Barrier(2);
        var met = StageParts.Run(Context(2), 2, (_, _) => meeting.SignalAndWait(TimeSpan.FromSeconds(30)));

        Assert.Equal([true, true], met);
    }

    [Fact]
    public void Parts_OfAnAccelerator_RunOneAfterTheOther()
    {
        var (busy, most) = (0, 0);
        StageParts.Run(
            Context(4, device: "cuda"),
            4,
            (k, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref busy));
                Thread.Sleep(5);
                return Interlocked.Decrement(ref busy);
            }
        );

        Assert.Equal(1, most);
    }

    [Fact]
    public void Checkpoint_GivesEveryPartBackWhatItSaved()
    {
        byte[] last = [];
        StageParts.Run(
            Context(2, save: bytes => last = bytes),
            3,
            (k, part) =>
            {
                if (k != 1)
                    part.SaveCheckpoint([(byte)(10 + k)], 0.5);
                return 0;
            }
        );

        var found = StageParts.Run(Context(1, checkpoint: last), 3, (_, part) => part.Checkpoint);
        Assert.Equal(
            [
                [10],
                null,
                [12],
            ],
            found
        );
        foreach (var bytes in new[] { last[..^1], last[..12], last[..3], [.. "something else".Select(c => (byte)c)] })
            Assert.Contains(
                "delete it to start again",
                Assert.Throws<InvalidDataException>(() => StageParts.Run(Context(1, checkpoint: bytes), 3, (_, _) => 0)).Message,
                StringComparison.Ordinal
            );
        Assert.Contains(
            "of 3 parts, the stage has 4",
            Assert.Throws<InvalidDataException>(() => StageParts.Run(Context(1, checkpoint: last), 4, (_, _) => 0)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void PartThatFails_StopsTheOthers_AndItsReasonIsTold(int threads)
    {
        var begun = new ConcurrentBag<int>();
        var error = Assert.Throws<InvalidOperationException>(() =>
            StageParts.Run<int>(
                Context(threads),
                3,
                (k, part) =>
                {
                    begun.Add(k);
                    if (k == 0)
                        throw new InvalidOperationException("part 0 is broken");
                    part.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
                    part.Cancellation.ThrowIfCancellationRequested();
                    return k;
                }
            )
        );

        Assert.Equal("part 0 is broken", error.Message);
        Assert.Contains(0, begun);
    }

    [Fact]
    public void Stage_ThatIsStopped_DoesNotLookDone()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            StageParts.Run(
                Context(1, cancellation: stop.Token),
                3,
                (k, _) =>
                {
                    begun++;
                    stop.Cancel();
                    return k; // the part itself ends well
                }
            )
        );

        Assert.Equal(1, begun);
    }

    private static StageContext Context(
        int threads,
        Action<StageEvent>? report = null,
        Action<byte[]>? save = null,
        byte[]? checkpoint = null,
        string device = "cpu",
        CancellationToken cancellation = default
    ) =>
        new(
            StageName.Forecaster,
            1,
            device,
            report ?? (_ => { }),
            (bytes, _) => save?.Invoke(bytes),
            checkpoint,
            TimeProvider.System,
            cancellation
        )
        {
            Threads = threads,
        };
}
