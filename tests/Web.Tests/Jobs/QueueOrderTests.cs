using Simulator.Jobs;
using Simulator.Store.Database;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>A job that is moved stands where it was put, by priorities alone.</summary>
public sealed class QueueOrderTests
{
    [Fact]
    public void Moved_UpByOne_ChangesThatJobOnly()
    {
        var waiting = Queue(0, 0, 0);

        Assert.Equal(new Dictionary<string, int> { ["c"] = 1 }, QueueOrder.Moved(waiting, "c", "a", 100));
    }

    [Fact]
    public void Moved_ToTheEnd_TakesTheOlderOneBelowTheYounger()
    {
        Assert.Equal(new Dictionary<string, int> { ["a"] = -1 }, QueueOrder.Moved(Queue(0, 0, 0), "a", null, 100));
    }

    [Fact]
    public void Moved_BetweenJobsOfOnePriority_RaisesWhatStandsAbove()
    {
        var waiting = Queue(0, 0, 0, 0);

        // d before b: d needs 1, and a, which is older, keeps ahead of it with 1.
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1, ["d"] = 1 }, QueueOrder.Moved(waiting, "d", "b", 100));
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("a", "none")]
    public void Moved_OfOrBeforeAJobThatDoesNotWait_IsRefused(string id, string? before) =>
        Assert.Null(QueueOrder.Moved(Queue(0, 0), id, before, 100));

    [Fact]
    public void Moved_BeforeItself_ChangesNothing() => Assert.Empty(QueueOrder.Moved(Queue(3, 0), "a", "a", 100)!);

    [Fact]
    public void Moved_AtRandomAgainAndAgain_AlwaysStandsWhereItWasPut()
    {
        var random = new Random(7);
        var waiting = Queue([.. Enumerable.Range(0, 24).Select(_ => random.Next(-3, 4))]);
        for (var round = 0; round < 2_000; round++)
        {
            var id = waiting[random.Next(waiting.Count)].Id;
            var before = random.Next(8) == 0 ? null : waiting[random.Next(waiting.Count)].Id;
            var wanted = Wanted(waiting, id, before);

            foreach (var (job, priority) in QueueOrder.Moved(waiting, id, before, 100)!)
                waiting.Single(j => j.Id == job).Priority = priority;
            waiting = [.. QueueOrder.Sorted(waiting)];

            Assert.Equal(wanted, waiting.Select(j => j.Id));
            Assert.All(waiting, j => Assert.InRange(j.Priority, -100, 100));
        }
    }

    private static List<string> Wanted(List<StoredJob> waiting, string id, string? before)
    {
        var ids = waiting.Select(j => j.Id).ToList();
        if (id == before)
            return ids;
        ids.Remove(id);
        ids.Insert(before is null ? ids.Count : ids.IndexOf(before), id);
        return ids;
    }

    private static List<StoredJob> Queue(params int[] priorities) =>
        [
            .. QueueOrder.Sorted(
                priorities.Select(
                    (priority, i) =>
                        new StoredJob
                        {
                            Id = ((char)('a' + i)).ToString(),
                            Kind = "simulation",
                            Name = "job",
                            Target = "GS",
                            Strategy = "rule",
                            State = JobState.Queued,
                            Epoch = 1,
                            Priority = priority,
                            RequestJson = "{}",
                            RequestHash = "",
                            Device = "cpu",
                            StagesJson = "[]",
                            Created = DateTimeOffset.UnixEpoch.AddMinutes(i),
                        }
                )
            ),
        ];
}
