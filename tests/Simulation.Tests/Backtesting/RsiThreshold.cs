using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Buys with everything when Wilder's RSI falls below 30 while flat, closes when it rises above 70.</summary>
internal sealed class RsiThreshold(int bars) : IStrategy
{
    private double _gain;
    private double _loss;
    private int _bar;

    public string Name => "rsi 30/70";

    public int FirstReadyBar => bars;

    public void Start() => (_gain, _loss, _bar) = (0, 0, 0);

    public void Decide(BarContext context)
    {
        while (_bar < context.Bar)
            Step(context.Close, ++_bar);
        var rsi = 100 - (100 / (1 + (_gain / _loss)));
        if (context.Units == 0 && rsi < 30)
            context.Orders.Buy();
        else if (context.Units != 0 && rsi > 70)
            context.Orders.CloseAll();
    }

    private void Step(ReadOnlySpan<double> close, int bar)
    {
        var change = close[bar] - close[bar - 1];
        var (gain, loss) = (Math.Max(change, 0), Math.Max(-change, 0));
        var weight = bar == 1 ? 1 : 1.0 / bars; // the reference starts the exponential mean at the first change
        (_gain, _loss) = (_gain + (weight * (gain - _gain)), _loss + (weight * (loss - _loss)));
    }
}
