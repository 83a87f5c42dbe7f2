using MathNet.Numerics.Distributions;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// What the figures of LEAN share. LEAN samples the account once per calendar day, weekends and holidays included, but annualises
/// with trading days; the day on which the account started has no return.
/// </summary>
internal sealed class LeanFigures
{
    public LeanFigures(AccountFigures account)
    {
        var (series, result) = (account.Series, account.Result);
        DaysPerYear = series.Calendar.TradesOnWeekends ? 365 : 252;
        var days = Array.ConvertAll(CalendarReturns.Days(account), day => day.DayNumber);
        var startDay = result.FirstBar > 0 ? series.DayAt(result.FirstBar - 1).DayNumber : days[0];
        (Equity, Market) = Sample(account, days, startDay);
        (Returns, MarketReturns) = (Changes(Equity), Changes(Market));
        RiskFree = PrimaryCreditRate.Average(startDay, days[^1]);
        Years = (days[^1] - startDay + DayShare(account)) / 365;
        AnnualReturn = Annual(Returns);
        MarketAnnualReturn = Annual(MarketReturns);
        Deviation = OrZero(Math.Sqrt(Moments.Variance(Returns) * DaysPerYear));
        Beta = OrZero(Moments.Ratio(Moments.Covariance(Returns, MarketReturns), Moments.Variance(MarketReturns)));
    }

    /// <summary>365 for markets that trade on weekends, else 252.</summary>
    public double DaysPerYear { get; }

    /// <summary>Equity at the end of each calendar day, the day before the run first.</summary>
    public double[] Equity { get; }

    /// <summary>The traded price on the same days.</summary>
    public double[] Market { get; }

    /// <summary>Change of the equity per calendar day.</summary>
    public double[] Returns { get; }

    /// <summary>Change of the traded price per calendar day.</summary>
    public double[] MarketReturns { get; }

    /// <summary>Mean primary credit rate of the days.</summary>
    public double RiskFree { get; }

    /// <summary>From midnight before the first day to the last close, in years of 365 days.</summary>
    public double Years { get; }

    /// <summary>(1 + mean daily return)^days − 1.</summary>
    public double AnnualReturn { get; }

    /// <summary>The same figures for the traded price.</summary>
    public double MarketAnnualReturn { get; }

    /// <summary>sd(r, n−1)·√days.</summary>
    public double Deviation { get; }

    /// <summary>cov(r, m)/var(m); 0 where the price did not move.</summary>
    public double Beta { get; }

    /// <summary>Standard deviation (n−1) of the losing days only, annualised.</summary>
    public double DownsideDeviation => Math.Sqrt(OrZero(Moments.Variance(Array.FindAll(Returns, r => r < 0))) * DaysPerYear);

    /// <summary>sd(r − m, n−1)·√days.</summary>
    public double TrackingError
    {
        get
        {
            var lead = new double[Returns.Length];
            for (var i = 0; i < lead.Length; i++)
                lead[i] = Returns[i] - MarketReturns[i];
            return OrZero(Math.Sqrt(Moments.Variance(lead) * DaysPerYear));
        }
    }

    /// <summary>
    /// Probability that the annual Sharpe ratio exceeds 1, with the excess kurtosis where the paper uses the raw kurtosis.
    /// </summary>
    public double ProbabilisticSharpe(bool asPrinted)
    {
        var deviation = Moments.StandardDeviation(Returns);
        if (Returns.Length < 4 || !(deviation > 0))
            return 0;
        var sharpe = (Moments.Mean(Returns) - (RiskFree / DaysPerYear)) / deviation;
        var kurtosis = SampleMoments.ExcessKurtosis(Returns) + (asPrinted ? 0 : 3);
        return OrZero(
            Overfitting.ProbabilisticSharpe(sharpe, Returns.Length, SampleMoments.Skewness(Returns), kurtosis, 1 / Math.Sqrt(DaysPerYear))
        );
    }

    /// <summary>
    /// Value traded ÷ equity of the day, mean over calendar days, the first included; NaN where trades do not tell the days of their fills.
    /// </summary>
    public double Turnover(AccountFigures account)
    {
        if (account.Result.TradedValue is not null)
            return double.NaN;
        var sum = 0.0;
        foreach (var trade in account.Result.Trades)
        {
            sum += Share(account, trade.EntryBar, trade.Size * trade.EntryPrice);
            if (!trade.IsOpen)
                sum += Share(account, trade.ExitBar, trade.Size * trade.ExitPrice);
        }
        return sum / Equity.Length;
    }

    /// <summary>The quantile of a normal with the mean and deviation of the last year of daily returns.</summary>
    public double ValueAtRisk(double confidence)
    {
        var year = Returns.AsSpan(Math.Max(0, Returns.Length - (int)DaysPerYear));
        return Moments.Mean(year) + (Moments.StandardDeviation(year) * Normal.InvCDF(0, 1, 1 - confidence));
    }

    /// <summary>LEAN prints 0 where a figure is undefined; so does this dialect, and no other.</summary>
    public static double OrZero(double value) => double.IsFinite(value) ? value : 0;

    private static (double[] Equity, double[] Market) Sample(AccountFigures account, int[] days, int startDay)
    {
        var (series, result) = (account.Series, account.Result);
        var (equity, market) = (new double[days[^1] - startDay + 1], new double[days[^1] - startDay + 1]);
        var (held, price) = (result.StartingCash, result.FirstBar > 0 ? series.Close[result.FirstBar - 1] : double.NaN);
        var next = 0;
        for (var i = 0; i < equity.Length; i++)
        {
            for (; next < days.Length && days[next] <= startDay + i; next++)
                (held, price) = (result.Equity[account.PeriodEnds[next]], series.Close[result.FirstBar + account.PeriodEnds[next]]);
            (equity[i], market[i]) = (held, price);
        }
        return (equity, market);
    }

    private static double[] Changes(double[] values)
    {
        var changes = new double[values.Length - 1];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = values[i] == 0 ? 0 : (values[i + 1] / values[i]) - 1;
        return changes;
    }

    /// <summary>Fraction of the last calendar day that is in the run: 16:00 is two thirds.</summary>
    private static double DayShare(AccountFigures account)
    {
        var (series, last) = (account.Series, account.Result.LastBar);
        var local = TimeZoneInfo.ConvertTimeFromUtc(series.CloseTimeAt(last), series.Calendar.TimeZone);
        return (local - series.DayAt(last).ToDateTime(TimeOnly.MinValue)).TotalDays;
    }

    private static double Share(AccountFigures account, int bar, double value)
    {
        var at = Array.BinarySearch(account.PeriodEnds, bar - account.Result.FirstBar);
        var equity = account.Result.Equity[account.PeriodEnds[at < 0 ? Math.Min(~at, account.PeriodEnds.Length - 1) : at]];
        return equity > 0 ? Math.Abs(value) / equity : 0;
    }

    private double Annual(double[] returns) => returns.Length == 0 ? 0 : Math.Pow(1 + Moments.Mean(returns), DaysPerYear) - 1;
}
