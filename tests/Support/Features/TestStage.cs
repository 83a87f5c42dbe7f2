using Simulator.Stages;

namespace Simulator.Tests.Features;

/// <summary>A stage that keeps what it is told and can be killed right after it stored a checkpoint.</summary>
public sealed class TestStage(int killAfter = int.MaxValue, byte[]? checkpoint = null, long seed = 7)
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Checkpoints that were stored, in order.</summary>
    public List<byte[]> Checkpoints { get; } = [];

    /// <summary>Everything that was reported.</summary>
    public List<StageEvent> Events { get; } = [];

    /// <summary>Asks the stage to stop.</summary>
    public TestStage Cancelled()
    {
        _cancellation.Cancel();
        return this;
    }

    /// <summary>What the stage is given.</summary>
    public StageContext Context =>
        new(StageName.Features, seed, "cpu", Events.Add, Save, checkpoint, TimeProvider.System, _cancellation.Token);

    private void Save(byte[] content, double fraction)
    {
        Checkpoints.Add(content);
        if (Checkpoints.Count == killAfter)
            throw new KilledException();
    }
}

/// <summary>The process of a stage was killed.</summary>
public sealed class KilledException : Exception;
