using Simulator.Robustness.Sweeps;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

/// <summary>Memory is the process', so nothing else may run beside this.</summary>
[Collection(nameof(SweepMemoryTests))]
[CollectionDefinition(nameof(SweepMemoryTests), DisableParallelization = true)]
public sealed class SweepMemoryTests
{
    [Fact]
    public void Memory_DoesNotGrowWithTheRuns()
    {
        var setup = TestSetups.Walk(60);
        var plan = TestSetups.Plan(setup) with { Method = SweepMethod.Random, Space = new ParameterSpace([ParameterRange.Whole("fast", 2, 5), ParameterRange.Real("slow", 6, 7)]), Make = (p, s) => new SmaCross((int)p.Number("fast"), 8) };
        long Held(int runs)
        {
            var peak = 0L;
            var after = GC.GetTotalMemory(forceFullCollection: true);
            Sweep.Run(plan with { Runs = runs, Keep = 10, Threads = 1 }, TimeProvider.System, _ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - after));
            return peak;
        }
        Held(100);
        var (few, many) = (Held(1_500), Held(30_000));
        Assert.True(many < few + 500_000, FormattableString.Invariant($"1,500 runs held {few:N0} bytes, 30,000 runs {many:N0}"));
    }
}
