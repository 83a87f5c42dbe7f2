using Simulator.Robustness.Sweeps;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

/// <summary>Run by itself: other tests' memory would be counted.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}

[Collection(MeasuredAlone.Name)]
public sealed class SweepMemoryTests
{
    [Fact]
    public void Memory_HeldAtTheEnd_DoesNotGrowWithTheRuns()
    {
        var plan = new SweepPlan
        {
            Setup = TestSetups.Walk(60),
            Make = (p, _) => new SmaCross((int)p.Number("fast"), 8),
            Method = SweepMethod.Random,
            Keep = 10,
            Threads = 1,
            Space = new ParameterSpace([ParameterRange.Whole("fast", 2, 5), ParameterRange.Real("slow", 6, 7)]),
        };
        long Held(int runs)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var held = 0L;
            Sweep.Run(
                plan with
                {
                    Runs = runs,
                },
                TimeProvider.System,
                p => held = p.Done == runs ? GC.GetTotalMemory(forceFullCollection: true) - before : held
            );
            return held;
        }
        Held(100);
        // Other threads of the process free and take memory meanwhile; what the sweep itself holds is there in every measurement.
        var growth = Enumerable.Range(0, 5).Min(_ => Held(15_000) - Held(1_500));
        Assert.True(growth < 100_000, FormattableString.Invariant($"15,000 runs held {growth:N0} bytes more than 1,500"));
    }
}
