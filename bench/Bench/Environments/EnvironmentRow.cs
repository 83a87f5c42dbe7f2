using Simulator.Bench.Engine;

namespace Simulator.Bench.Environments;

/// <summary>Something that takes steps.</summary>
/// <param name="What">Shown.</param>
/// <param name="Steps">Steps of one execution.</param>
/// <param name="Work">Executes once and answers something that hangs on every step.</param>
/// <param name="Target">Least M steps/s; NaN for none.</param>
internal sealed record EnvironmentRow(string What, int Steps, Func<double> Work, double Target)
{
    /// <summary>Whether the others are compared with it.</summary>
    public bool IsReference { get; init; }

    /// <summary>Least processor time seen, ms.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Time of a step ÷ that of the bare loop, one per round.</summary>
    public List<double> Ratios { get; } = [];

    /// <summary>Bytes that the last execution allocated.</summary>
    public long Allocated { get; private set; }

    /// <summary>What the last execution answered.</summary>
    public double Answer { get; private set; }

    /// <summary>Executes once and returns the processor time, ms.</summary>
    public double Execute()
    {
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Milliseconds);
        Answer = Work();
        var taken = ThreadClock.Milliseconds - start;
        Allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Best = Math.Min(Best, taken);
        return taken;
    }
}
