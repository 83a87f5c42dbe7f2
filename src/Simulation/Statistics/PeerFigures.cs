using Simulator.Backtesting;

namespace Simulator.Statistics;

/// <summary>What several figures of the backtesting.py dialect share, worked out once for an account.</summary>
internal sealed class PeerFigures
{
    public PeerFigures(AccountFigures account)
    {
        var equity = account.Result.Equity;
        TotalReturn = (equity[^1] / equity[0]) - 1;
        DaysPerYear = CountDaysPerYear(account);
        var growth = 1 + GeometricMean(account);
        AnnualReturn = Math.Pow(growth, DaysPerYear) - 1;
        Volatility = Math.Sqrt(Math.Pow(Moments.Variance(account.ReturnsAfterFirst) + (growth * growth), DaysPerYear) - Math.Pow(growth, 2 * DaysPerYear));
        var facts = SeriesFacts.Of(account.Series);
        var market = facts.LogReturns.AsSpan(account.Result.FirstBar, equity.Length - 1);
        Beta = Moments.Ratio(Moments.Covariance(LogReturns.Of(equity), market), market.Length == facts.LogReturns.Length ? facts.LogReturnVariance : Moments.Variance(market));
        Stretches = Drawdowns.Stretches(equity, account.Days);
        var peak = equity[0];
        foreach (var value in equity)
            peak = value > peak ? value : peak;
        (PeakEquity, MaxDrawdown) = (peak, 1 - (equity[^1] / peak)); // a fall of the last bar alone is no stretch
        foreach (var stretch in Stretches)
            MaxDrawdown = Math.Max(MaxDrawdown, stretch.Depth);
    }

    /// <summary>Last equity ÷ first equity − 1.</summary>
    public double TotalReturn { get; }

    /// <summary>252, or 365 where more than 60 % of two sevenths of the bars fall on a weekend; 52, 12, 1 for longer bars.</summary>
    public double DaysPerYear { get; }

    /// <summary>(1 + geometric mean of the daily returns)^days − 1.</summary>
    public double AnnualReturn { get; }

    /// <summary>√((s² + (1+g)²)^D − (1+g)^(2D)).</summary>
    public double Volatility { get; }

    /// <summary>Per bar, of log-returns.</summary>
    public double Beta { get; }

    /// <summary>Drawdowns of the equity curve alone.</summary>
    public List<DrawdownStretch> Stretches { get; }

    /// <summary>Largest equity.</summary>
    public double PeakEquity { get; }

    /// <summary>Largest 1 − equity/peak.</summary>
    public double MaxDrawdown { get; }

    /// <summary>exp(mean ln(1+r)) − 1 over the periods after the first. The sum telescopes to the logarithm of last over first.</summary>
    private static double GeometricMean(AccountFigures a)
    {
        var returns = a.ReturnsAfterFirst;
        if (returns.Length == 0)
            return double.NaN;
        foreach (var r in returns)
        {
            if (r <= -1)
                return 0;
        }
        return a.Result.Equity[a.PeriodEnds[0]] is var first && first > 0 ? Math.Exp(Math.Log(a.Result.Equity[^1] / first) / returns.Length) - 1 : 0;
    }

    private static double CountDaysPerYear(AccountFigures a)
    {
        if (a.Series.Interval.Length.TotalDays >= 5)
            return a.PeriodsPerYear;
        var weekend = SeriesFacts.Of(a.Series).WeekendBars(a.Result.FirstBar, a.Result.LastBar);
        return weekend > a.Days.Length * (2.0 / 7 * 0.6) ? 365 : 252;
    }
}
