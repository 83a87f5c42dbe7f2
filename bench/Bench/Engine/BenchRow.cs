namespace Simulator.Bench.Engine;

/// <summary>Something to measure.</summary>
/// <param name="What">Shown.</param>
/// <param name="Count">Bars, runs or repetitions that one execution works through.</param>
/// <param name="Unit">What is counted, and in what multiple.</param>
/// <param name="Prepare">Makes, outside of the measurement, the work of one execution; the work answers a number to check, such as its
/// trades.</param>
/// <param name="Target">Least rate in the unit; for <see cref="RateUnit.Milliseconds"/> the most; NaN for none.</param>
internal sealed record BenchRow(string What, int Count, RateUnit Unit, Func<Func<int>> Prepare, double Target = double.NaN)
{
    /// <summary>Least processor time seen, ms.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Time ÷ time of the bare loop in the same round, one per round.</summary>
    public List<double> Ratios { get; } = [];

    /// <summary>Bytes that the last execution allocated.</summary>
    public long Allocated { get; private set; }

    /// <summary>What the last execution answered.</summary>
    public int Answer { get; private set; }

    /// <summary>Rate at the best time, in the unit.</summary>
    public double Rate =>
        Unit switch
        {
            RateUnit.MillionBars => Count / Best / 1e3,
            RateUnit.ThousandRuns => Count / Best,
            _ => Best / Count,
        };

    /// <summary>Whether the target is met; null without one.</summary>
    public bool? IsMet =>
        double.IsNaN(Target) ? null
        : Unit == RateUnit.Milliseconds ? Rate < Target
        : Rate >= Target;

    /// <summary>Executes once and returns the processor time, ms.</summary>
    public double Execute()
    {
        var work = Prepare();
        GC.Collect();
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Milliseconds);
        Answer = work();
        var taken = ThreadClock.Milliseconds - start;
        Allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Best = Math.Min(Best, taken);
        return taken;
    }
}

/// <summary>In what a row's rate is given.</summary>
internal enum RateUnit
{
    /// <summary>Millions of bars per second.</summary>
    MillionBars,

    /// <summary>Thousands of runs per second.</summary>
    ThousandRuns,

    /// <summary>Milliseconds each.</summary>
    Milliseconds,
}
