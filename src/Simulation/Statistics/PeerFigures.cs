using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Shared inputs of the backtesting.py dialect, computed once for an account.</summary>
internal sealed class PeerFigures
{
    public PeerFigures(AccountFigures account)
    {
        var equity = account.Result.Equity;
        TotalReturn = (equity[^1] / equity[0]) - 1;
        DaysPerYear = CountDaysPerYear(account);
        Returns = ReturnMoments.Of(account.ReturnsAfterFirst);
        var growth = 1 + GeometricMean(account);
        AnnualReturn = Math.Pow(growth, DaysPerYear) - 1;
        Volatility = Math.Sqrt(Math.Pow(Returns.Variance + (growth * growth), DaysPerYear) - Math.Pow(growth, 2 * DaysPerYear));
        Beta = BetaOf(account);
        var walk = new DrawdownWalk(equity);
        var (count, depths, days, first) = (0, 0.0, 0.0, account.Result.FirstBar);
        LongestDays = double.NegativeInfinity;
        while (walk.MoveNext())
        {
            var held = account.DayOf(first + walk.EndPoint) - account.DayOf(first + walk.PeakPoint);
            (count, depths, days) = (count + 1, depths + walk.Depth, days + held);
            (MaxDrawdown, LongestDays) = (Math.Max(MaxDrawdown, walk.Depth), Math.Max(LongestDays, held));
        }
        (MeanDepth, MeanDays, LongestDays) =
            count == 0 ? (double.NaN, double.NaN, double.NaN) : (depths / count, days / count, LongestDays);
        // a fall of the last bar alone is no stretch
        (PeakEquity, MaxDrawdown) = (walk.Peak, Math.Max(MaxDrawdown, 1 - (equity[^1] / walk.Peak)));
    }

    /// <summary>Last equity ÷ first equity − 1.</summary>
    public double TotalReturn { get; }

    /// <summary>252, or 365 where more than 60 % of two sevenths of the bars fall on a weekend; 52, 12, 1 for longer bars.</summary>
    public double DaysPerYear { get; }

    /// <summary>Of the returns after the first period.</summary>
    public ReturnMoments Returns { get; }

    /// <summary>(1 + geometric mean of the daily returns)^days − 1.</summary>
    public double AnnualReturn { get; }

    /// <summary>√((s² + (1+g)²)^D − (1+g)^(2D)).</summary>
    public double Volatility { get; }

    /// <summary>Per bar, of log-returns.</summary>
    public double Beta { get; }

    /// <summary>Largest equity.</summary>
    public double PeakEquity { get; }

    /// <summary>Largest 1 − equity/peak.</summary>
    public double MaxDrawdown { get; }

    /// <summary>Mean depth of the drawdowns of the equity curve alone; NaN without one.</summary>
    public double MeanDepth { get; }

    /// <summary>Mean length of these drawdowns, days; NaN without one.</summary>
    public double MeanDays { get; }

    /// <summary>Length of the longest, days; NaN without one.</summary>
    public double LongestDays { get; }

    private static double BetaOf(AccountFigures account)
    {
        var (equity, facts) = (account.Result.Equity, SeriesFacts.Of(account.Series));
        var market = facts.LogReturns.AsSpan(account.Result.FirstBar, equity.Length - 1);
        var whole = market.Length == facts.LogReturns.Length;
        var mean = whole ? facts.LogReturnMean : Moments.Mean(market);
        return Moments.Ratio(LogReturns.Covariance(equity, market, mean), whole ? facts.LogReturnVariance : Moments.Variance(market, mean));
    }

    /// <summary>exp(mean ln(1+r)) − 1 over the periods after the first. The sum telescopes to the logarithm of last over first.</summary>
    private double GeometricMean(AccountFigures a)
    {
        if (Returns.Count == 0)
            return double.NaN;
        return Returns.Lowest > -1 && a.Result.Equity[a.FirstPeriodEnd] is var first && first > 0
            ? Math.Exp(Math.Log(a.Result.Equity[^1] / first) / Returns.Count) - 1
            : 0;
    }

    private static double CountDaysPerYear(AccountFigures a)
    {
        if (a.Series.Interval.Length.TotalDays >= 5)
            return a.PeriodsPerYear;
        var weekend = SeriesFacts.Of(a.Series).WeekendBars(a.Result.FirstBar, a.Result.LastBar);
        return weekend > a.Result.Equity.Length * (2.0 / 7 * 0.6) ? 365 : 252;
    }
}
