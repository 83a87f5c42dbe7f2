using Simulator.Stages;

namespace Simulator.Tests.Learning;

/// <summary>A stage's context that keeps everything said, with a clock that moves a fixed time at each look.</summary>
internal sealed class RecordedStage(StageName stage, double secondsPerLook)
{
    /// <summary>An agent's: a checkpoint falls due at every third look at the clock.</summary>
    public static RecordedStage OfAgent() => new(StageName.Agent, 4);

    /// <summary>A forecaster's: a checkpoint falls due at every look.</summary>
    public static RecordedStage OfForecaster() => new(StageName.Forecaster, 11);

    public List<StageEvent> Events { get; } = [];

    public List<byte[]> Checkpoints { get; } = [];

    /// <summary>A context over this record; stops after <paramref name="cancelAfterCheckpoints"/> checkpoints.</summary>
    public StageContext Context(long seed = 1719, byte[]? resumeFrom = null, int cancelAfterCheckpoints = int.MaxValue, int threads = 1)
    {
        var cancellation = new CancellationTokenSource();
        return new StageContext(
            stage,
            seed,
            "cpu",
            Events.Add,
            Save,
            resumeFrom,
            new SteppingTime(TimeSpan.FromSeconds(secondsPerLook)),
            cancellation.Token
        )
        {
            Threads = threads,
        };

        void Save(byte[] content, double fraction)
        {
            Checkpoints.Add(content);
            if (Checkpoints.Count >= cancelAfterCheckpoints)
                cancellation.Cancel();
        }
    }

    private sealed class SteppingTime(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, step.Ticks);
    }
}
