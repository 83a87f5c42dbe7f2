namespace Simulator.Backtesting;

/// <summary>
/// The target exposure that was ordered last. A decision that repeats it orders nothing, so that a position that is kept is not
/// rebalanced at every bar. Tapes of decisions and the agents' environment both order through it.
/// </summary>
internal struct TargetMemory
{
    /// <summary>The target ordered last, in [−1, 1]; 0 before the first.</summary>
    public double Target { get; private set; }

    /// <summary>Orders a target where it is another one than the last; NaN changes nothing.</summary>
    public void Order(Orders orders, double target)
    {
        if (double.IsNaN(target) || target == Target)
            return;
        Target = target;
        orders.Target(target);
    }
}
