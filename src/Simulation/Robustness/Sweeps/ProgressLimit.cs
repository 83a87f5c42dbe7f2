namespace Simulator.Robustness.Sweeps;

/// <summary>Lets progress through ten times a second at most, one report at a time.</summary>
internal sealed class ProgressLimit(TimeProvider time, Action<SweepProgress>? report, long planned)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private long _done;
    private long _last = time.GetTimestamp();

    public void RunEnded(SweepSummary summary)
    {
        var done = Interlocked.Increment(ref _done);
        if (report is null || (time.GetElapsedTime(Volatile.Read(ref _last)) < s_interval && done < planned) || !_gate.TryEnter())
            return;
        try
        {
            if (time.GetElapsedTime(_last) < s_interval && done < planned)
                return;
            Volatile.Write(ref _last, time.GetTimestamp());
            report(new SweepProgress(done, planned, summary.BestSoFar));
        }
        finally
        {
            _gate.Exit();
        }
    }
}
