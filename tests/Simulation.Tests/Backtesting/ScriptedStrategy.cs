using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Does at each bar what the test says.</summary>
internal sealed class ScriptedStrategy(Action<BarContext> decide, int firstReadyBar = 0) : IStrategy
{
    public string Name => "scripted";

    public int FirstReadyBar => firstReadyBar;

    public void Start() { }

    public void Decide(BarContext context) => decide(context);
}
