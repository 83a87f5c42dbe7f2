using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Robustness;

/// <summary>The setups that robustness tests share.</summary>
internal static class TestSetups
{
    public static StrategyMaker SmaCross { get; } =
        (parameters, series) => NamedStrategies.Create("smaCross", parameters.ToDictionary(), series);

    public static RunSetup Walk(int bars = 500, int seed = 1) => RunSetup.Over(TestMarkets.Random(seed, bars));

    public static ParameterSpace Crosses(int fastTo = 8, int slowTo = 20) =>
        new([ParameterRange.Whole("fast", 2, fastTo), ParameterRange.Whole("slow", 6, slowTo, 2)], ["fast<slow"]);

    public static SweepPlan Plan(RunSetup setup) =>
        new()
        {
            Setup = setup,
            Make = SmaCross,
            Space = Crosses(),
            OverfittingBlocks = 8,
        };
}
