using Simulator.Stages;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>A stage context that keeps what the stage says and saves, and can cancel it after so many checkpoints.</summary>
internal sealed class StageRecorder
{
    public StageRecorder(long seed = 1719, byte[]? checkpoint = null, int cancelAfterCheckpoints = int.MaxValue)
    {
        var cancellation = new CancellationTokenSource();
        void Save(byte[] content, double fraction)
        {
            Checkpoints.Add(content);
            if (Checkpoints.Count >= cancelAfterCheckpoints)
                cancellation.Cancel();
        }
        Context = new(StageName.Forecaster, seed, "cpu", Events.Add, Save, checkpoint, new HurriedClock(), cancellation.Token);
    }

    public StageContext Context { get; }

    public List<StageEvent> Events { get; } = [];

    public List<byte[]> Checkpoints { get; } = [];

    /// <summary>Eleven seconds pass between any two looks, so that every epoch is worth a checkpoint.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds += 11;
    }
}
