using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>Changes that the ledger made one after the other and that are told in any order.</summary>
public sealed class LiveJobTests
{
    private readonly LiveJob _job = new(
        Row(JobState.Queued, 1),
        BuiltInKinds.All[SimulationKind.Word],
        [],
        TimeProvider.System,
        new ChangeSignal()
    );

    [Fact]
    public void Cancel_ToldBeforeTheStartThatItFollowed_Stands()
    {
        _job.End(Row(JobState.Cancelled, 2));

        Assert.False(_job.Begin(Row(JobState.Running, 1)));

        Assert.Equal(JobState.Cancelled, _job.Latest().Snapshot.State);
        Assert.True(_job.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public void Cancel_ToldAfterTheStartThatItFollowed_Stands()
    {
        Assert.True(_job.Begin(Row(JobState.Running, 1)));

        _job.End(Row(JobState.Cancelled, 2));

        Assert.Equal(JobState.Cancelled, _job.Latest().Snapshot.State);
        Assert.True(_job.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public void Cancel_ToldBeforeTheRequeueThatItFollowed_Stands()
    {
        _job.Begin(Row(JobState.Running, 1));
        _job.End(Row(JobState.Cancelled, 3));

        Assert.False(_job.Requeue(Row(JobState.Queued, 2)));

        Assert.Equal(JobState.Cancelled, _job.Latest().Snapshot.State);
    }

    [Fact]
    public void Start_OfAnEarlierEpoch_IsNoStart()
    {
        _job.Requeue(Row(JobState.Queued, 2));

        Assert.False(_job.Begin(Row(JobState.Running, 1)));

        Assert.Equal((JobState.Queued, 2), (_job.Latest().Snapshot.State, _job.Epoch));
    }

    private static StoredJob Row(JobState state, int epoch) =>
        new()
        {
            Id = "j",
            Kind = SimulationKind.Word,
            Name = "n",
            Target = "GS",
            Strategy = "smaCross",
            State = state,
            Epoch = epoch,
            Device = "cpu",
            Created = DateTimeOffset.UnixEpoch,
            RequestJson = SpecJson.Write(JobsHarness.Spec()),
            RequestHash = "h",
            StagesJson = StagesJson.Write(StagesJson.Planned(new SimulationRequest(JobsHarness.Spec()))),
        };
}
