using Simulator.Store.Database;

namespace Simulator.Tests.Store.Database;

public sealed class FullCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LargeDatabase_IsCheckedInFull_OnceADayAndAfterAnUncleanEnd()
    {
        _folder.Open(_clock).Dispose();
        bool IsDue() => FullCheck.IsDue(_folder.Data, _clock, smallUpTo: 0);

        Assert.False(IsDue());
        _clock.Now += TimeSpan.FromHours(23);
        Assert.False(IsDue());
        File.WriteAllText(_folder.Data.Database + ".inuse", "of a program that was killed");
        Assert.True(IsDue());
        File.Delete(_folder.Data.Database + ".inuse");
        _clock.Now += TimeSpan.FromHours(2);
        Assert.True(IsDue());
        _clock.Now -= TimeSpan.FromDays(3); // a clock that was put back tells nothing of the age
        Assert.True(IsDue());
        File.WriteAllText(_folder.Data.Database + ".checked", "nonsense");
        Assert.True(IsDue());
    }

    [Fact]
    public void SmallDatabase_IsAlwaysCheckedInFull()
    {
        _folder.Open(_clock).Dispose();

        Assert.True(FullCheck.IsDue(_folder.Data, _clock));
    }
}
