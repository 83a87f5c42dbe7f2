using Simulator.Stages;

namespace Simulator.Tests.Features;

/// <summary>A stage that keeps what it is told and can be killed right after it stored a checkpoint.</summary>
public sealed class TestStage(StageName stage, int killAfter = int.MaxValue, byte[]? checkpoint = null, long seed = 7)
{
    private bool _isCancelled;

    /// <summary>The stage of features.</summary>
    public TestStage(int killAfter = int.MaxValue, byte[]? checkpoint = null, long seed = 7)
        : this(StageName.Features, killAfter, checkpoint, seed) { }

    /// <summary>Checkpoints that were stored, in order.</summary>
    public List<byte[]> Checkpoints { get; } = [];

    /// <summary>Everything that was reported.</summary>
    public List<StageEvent> Events { get; } = [];

    /// <summary>Asks the stage to stop.</summary>
    public TestStage Cancelled()
    {
        _isCancelled = true;
        return this;
    }

    /// <summary>What the stage is given.</summary>
    public StageContext Context =>
        new(stage, seed, "cpu", Events.Add, Save, checkpoint, new SteppingTime(), new CancellationToken(_isCancelled));

    private void Save(byte[] content, double fraction)
    {
        Checkpoints.Add(content);
        if (Checkpoints.Count == killAfter)
            throw new KilledException();
    }
}

/// <summary>A clock that moves eleven seconds at each look, so that a checkpoint is due at every one.</summary>
public sealed class SteppingTime : TimeProvider
{
    private long _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now += TimeSpan.FromSeconds(11).Ticks;
}

/// <summary>The process of a stage was killed.</summary>
public sealed class KilledException : Exception;
