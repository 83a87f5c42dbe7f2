using Simulator.Backtesting;

namespace Simulator.Environments;

/// <summary>Chooses an action from an observation.</summary>
/// <param name="observation">[F].</param>
/// <returns>The action, 0 … actions − 1.</returns>
public delegate int ObservedDecision(ReadOnlySpan<float> observation);

/// <summary>
/// A policy as a strategy of the engine: at every close it sees what an environment would show of the same account, and what it decides is
/// ordered as an environment orders it. Its decisions are kept.
/// </summary>
/// <param name="market">What is seen.</param>
/// <param name="terms">Under which terms the account trades.</param>
/// <param name="firstBar">First bar on which it may be asked.</param>
/// <param name="decide">The policy.</param>
public sealed class ObservedPolicy(ObservedMarket market, TradingTerms terms, int firstBar, ObservedDecision decide) : IStrategy
{
    private readonly float[] _observation = new float[market.ObservationSize];
    private readonly double[] _targets = new double[market.BarCount];
    private TargetMemory _last;
    private Portfolio? _portfolio;

    /// <inheritdoc/>
    public string Name => "policy";

    /// <inheritdoc/>
    public int FirstReadyBar => firstBar;

    /// <summary>Sum of |change of the target| over all decisions.</summary>
    public double Turnover { get; private set; }

    /// <inheritdoc/>
    public void Start()
    {
        Array.Fill(_targets, double.NaN);
        (_last, _portfolio, Turnover) = (default, null, 0);
    }

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        _portfolio = context.Portfolio;
        var target = DecideAt(context.Bar);
        Turnover += Math.Abs(target - _last.Target);
        _last.Order(context.Orders, target);
    }

    /// <summary>
    /// The decisions of a run that has ended, one per bar of the series. The last bar, on which the engine does not ask since nothing could
    /// fill, gets the decision that the policy takes there; after a liquidation everything is flat.
    /// </summary>
    /// <param name="lastBar">The bar that the run ended on.</param>
    /// <param name="liquidatedBar">The bar at which the account was used up; −1 where it was not.</param>
    public double[] Complete(int lastBar, int liquidatedBar)
    {
        if (liquidatedBar < 0)
            DecideAt(lastBar);
        else
            Array.Fill(_targets, 0, liquidatedBar, lastBar - liquidatedBar + 1);
        return [.. _targets];
    }

    private double DecideAt(int bar)
    {
        var close = market.Target.Close[bar];
        var held = _portfolio is null
            ? HeldPosition.Flat
            : HeldPosition.Of(_portfolio, _last.Target, bar, close, _portfolio.EquityAt(close), terms.Execution.Leverage);
        market.Observe(bar, held, _observation);
        return _targets[bar] = terms.Exposures[decide(_observation)];
    }
}
