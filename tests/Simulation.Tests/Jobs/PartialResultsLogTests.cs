using Simulator.Jobs;
using Simulator.Robustness.Resuming;

namespace Simulator.Tests.Simulation.Jobs;

public sealed class PartialResultsLogTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Rows_AddedAndSaved_AreFoundBitForBitByTheNext()
    {
        using (var log = Open("k"))
        {
            log.Add(0, 0, new PartialRow([1.1, double.NaN, -0.0]));
            log.Add(0, 7, new PartialRow([], "fast must be below slow"));
            log.Add(2, 0, new PartialRow([double.Epsilon, double.NegativeInfinity]));
        }

        using var next = Open("k");
        Assert.Equal((3, null), (next.Resumed, next.StartsOver));
        Assert.Equal(
            new[] { 1.1, double.NaN, -0.0 }.Select(BitConverter.DoubleToInt64Bits),
            next.Find(0, 0)!.Values.Select(BitConverter.DoubleToInt64Bits)
        );
        Assert.Equal((0, "fast must be below slow"), (next.Find(0, 7)!.Values.Length, next.Find(0, 7)!.Text));
        Assert.Equal([double.Epsilon, double.NegativeInfinity], next.Find(2, 0)!.Values);
        Assert.Null(next.Find(1, 0));
    }

    [Fact]
    public void File_CutShortAnywhere_GivesTheRowsBeforeTheCut_AndGrowsFromThere()
    {
        using (var log = Open("k"))
            for (var i = 0; i < 5; i++)
            {
                log.Add(0, i, new PartialRow([i]));
                log.Save();
            }
        var whole = File.ReadAllBytes(_path);
        var before = -1L;
        for (var length = whole.Length; length >= 6; length--)
        {
            File.WriteAllBytes(_path, whole[..length]);
            using var cut = Open("k");
            Assert.True(before < 0 || cut.Resumed <= before);
            before = cut.Resumed;
            for (var i = 0; i < cut.Resumed; i++)
                Assert.Equal([i], cut.Find(0, i)!.Values);
        }
        Assert.Equal(0, before);
        File.WriteAllBytes(_path, whole[..^3]);
        using (var cut = Open("k"))
            cut.Add(0, 4, new PartialRow([40]));
        using var grown = Open("k");
        Assert.Equal((5, 40), (grown.Resumed, grown.Find(0, 4)!.Values[0]));
    }

    [Fact]
    public void File_ChangedInTheMiddle_GivesWhatIsBeforeTheChange()
    {
        using (var log = Open("k"))
            for (var i = 0; i < 3; i++)
            {
                log.Add(0, i, new PartialRow([i]));
                log.Save();
            }
        var bytes = File.ReadAllBytes(_path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_path, bytes);

        using var log2 = Open("k");
        Assert.Equal(1, log2.Resumed);
    }

    [Fact]
    public void File_OfAnotherKey_IsThrownAway_AndThatIsSaid()
    {
        using (var log = Open("k"))
            log.Add(0, 0, new PartialRow([1]));

        using (var other = Open("l"))
        {
            Assert.Equal(0, other.Resumed);
            Assert.Contains("starts over", other.StartsOver, StringComparison.Ordinal);
            Assert.Null(other.Find(0, 0));
        }
        using var same = Open("l");
        Assert.Null(same.StartsOver);
    }

    [Fact]
    public void Saves_TellHowMuchIsKept_TheFirstAtOnce_ThenAtMostTwiceASecond()
    {
        var (clock, kept) = (new SteppedClock(), new List<long>());
        using var log = PartialResultsLog.Open(_path, "k", clock, kept.Add);
        for (var i = 0; i < 10; i++)
        {
            log.Add(0, i, new PartialRow([i]));
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal([1, 6], kept);
    }

    [Fact]
    public async Task File_HeldByAWorkerThatIsOnItsWayOut_IsWaitedFor()
    {
        var leaving = Open("k");
        leaving.Add(0, 0, new PartialRow([1]));
        var next = Task.Run(() => Open("k"));
        await Task.Delay(300);
        Assert.False(next.IsCompleted);
        leaving.Dispose();

        using var log = await next.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, log.Resumed);
    }

    private PartialResultsLog Open(string key) => PartialResultsLog.Open(_path, key, TimeProvider.System, null);

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
