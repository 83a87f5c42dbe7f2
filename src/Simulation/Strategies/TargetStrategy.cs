using Simulator.Backtesting;
using Simulator.Parameters;

namespace Simulator.Strategies;

/// <summary>
/// A rule that decides at each close which fraction of equity, −1 … 1, to hold, from indicators. Orders are placed only
/// when that changes; a change of side closes and opens at the same open.
/// </summary>
public abstract class TargetStrategy : IStrategy
{
    private readonly TradeSide _side;
    private readonly FollowedIndicator[] _indicators;

    private protected TargetStrategy(string name, TradeSide side, params FollowedIndicator[] indicators) =>
        (Name, _side, _indicators) = (name, side, indicators);

    /// <summary>The first indicator that the rule follows.</summary>
    private protected FollowedIndicator First => _indicators[0];

    /// <summary>The second.</summary>
    private protected FollowedIndicator Second => _indicators[1];

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public virtual int FirstReadyBar => _indicators.Max(i => i.WarmUpBars) - 1;

    /// <summary>The last target, as a fraction of equity.</summary>
    protected double Held { get; private set; }

    /// <inheritdoc/>
    public void Start()
    {
        Held = 0;
        foreach (var indicator in _indicators)
            indicator.Start();
        Begin();
    }

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        foreach (var indicator in _indicators)
            indicator.Advance(context);
        var wanted = Wanted(context);
        if (double.IsNaN(wanted))
            return;
        var target = (wanted, _side) is (> 0, TradeSide.Short) or (< 0, TradeSide.Long) ? 0 : wanted;
        if (target != Held)
            context.Orders.Target(Held = target);
    }

    /// <summary>Resets the state of a rule, apart from its indicators.</summary>
    protected virtual void Begin() { }

    /// <summary>+1 or −1 by the sign; NaN, no change, for zero and for what is not known.</summary>
    protected static double Sign(double value) =>
        value > 0 ? 1
        : value < 0 ? -1
        : double.NaN;

    /// <summary>The share of equity wanted, −1 … 1, both sides allowed; NaN for no change.</summary>
    protected abstract double Wanted(BarContext context);
}
