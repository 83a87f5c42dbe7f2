namespace Simulator.Portfolios.Rebalancing;

/// <summary>Decides when a rebalancing is due. The first step is always due.</summary>
internal sealed class RebalanceClock(RebalanceRule rule)
{
    private int _period = int.MinValue;
    private int _steps;

    /// <summary>Forgets earlier runs.</summary>
    public void Start() => (_period, _steps) = (int.MinValue, 0);

    /// <summary>Whether the portfolio is due at this instant; the caller says so with <see cref="Done"/>, else it stays due.</summary>
    public bool IsDue(PortfolioContext context, ReadOnlySpan<double> targets)
    {
        if (!context.IsStep)
            return false;
        _steps++;
        return _period == int.MinValue
            || rule switch
            {
                RebalanceRule.EveryBars every => _steps >= every.Bars,
                RebalanceRule.Drift drift => Drifted(context, targets, drift.Threshold),
                RebalanceRule.Never => false,
                _ => Period(context) != _period,
            };
    }

    /// <summary>The portfolio was rebalanced.</summary>
    public void Done(PortfolioContext context) => (_period, _steps) = (Period(context), 0);

    private int Period(PortfolioContext context) =>
        rule switch
        {
            RebalanceRule.Daily => context.Day.DayNumber,
            RebalanceRule.Weekly => context.Day.DayNumber / 7, // day 0 was a Monday
            RebalanceRule.Monthly => (context.Day.Year * 12) + context.Day.Month,
            _ => 0,
        };

    private static bool Drifted(PortfolioContext context, ReadOnlySpan<double> targets, double threshold)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if (context.IsTradable(i) && Math.Abs(context.Weight(i) - targets[i]) > threshold)
                return true;
        }
        return false;
    }
}
