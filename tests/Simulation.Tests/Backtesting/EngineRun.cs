using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Runs a script over a whole series, without costs unless the test names them.</summary>
internal static class EngineRun
{
    public static ExecutionSpec Free { get; } = new() { CommissionRate = 0, SlippageBps = 0 };

    public static BacktestResult Of(
        BarSeries series,
        Action<BarContext> decide,
        ExecutionSpec? execution = null,
        double cash = 100_000,
        BacktestOptions? options = null
    ) =>
        BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            new ScriptedStrategy(decide),
            execution ?? Free,
            new CapitalSpec { Amount = cash },
            options
        );

    /// <summary>Does something at the close of one bar.</summary>
    public static Action<BarContext> At(int bar, Action<Orders> act) =>
        c =>
        {
            if (c.Bar == bar)
                act(c.Orders);
        };

    /// <summary>Does something at the closes of some bars.</summary>
    public static Action<BarContext> At(params (int Bar, Action<Orders> Act)[] acts) =>
        c =>
        {
            foreach (var (bar, act) in acts)
            {
                if (c.Bar == bar)
                    act(c.Orders);
            }
        };
}
