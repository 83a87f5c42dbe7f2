using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Backtesting;

/// <summary>What a size may be computed from: the account and the market at the close of a bar.</summary>
/// <param name="Series">The traded series.</param>
/// <param name="Bar">The bar that has just closed; nothing after it is read.</param>
/// <param name="Side">+1 buys, −1 sells.</param>
/// <param name="Price">The price that the order is about.</param>
/// <param name="StopDistance">|price − stop|; NaN without a stop.</param>
/// <param name="Equity">Equity at the close.</param>
/// <param name="FreeEquity">Equity not bound by open positions.</param>
/// <param name="Closed">What was closed, in order of closing.</param>
/// <param name="Terms">Costs and limits.</param>
/// <param name="Slippage">Slippage on the series.</param>
internal readonly record struct SizeInputs(
    BarSeries Series,
    int Bar,
    int Side,
    double Price,
    double StopDistance,
    double Equity,
    double FreeEquity,
    TradeLog Closed,
    RunTerms Terms,
    Slippage Slippage
)
{
    private const int LeastTrades = 10;
    private const int CompleteDays = 5;

    /// <summary>Largest position as a multiple of equity.</summary>
    public double Leverage => Terms.Leverage;

    /// <summary>Units that money pays for, slippage and commission included.</summary>
    public double UnitsFor(double money) => money > 0 ? Slippage.Affordable(money, Price, Side, Bar + 1, Terms.Commission) : 0;

    /// <summary>Standard deviation (n − 1) of the last log-returns, per year; NaN before so many are known.</summary>
    public double VolatilityPerYear(int window)
    {
        if (Bar < window)
            return double.NaN;
        var returns = new double[window];
        for (var i = 0; i < window; i++)
            returns[i] = Series.IsSigned
                ? Change(i, window)
                : Math.Log(Series.Close[Bar - window + 1 + i] / Series.Close[Bar - window + i]);
        return Moments.StandardDeviation(returns) * Math.Sqrt(BarsPerYear());
    }

    /// <summary>p − (1 − p)/b of the last closed trades; NaN before ten are known, 1 where none lost.</summary>
    public double KellyOfTrades(int window)
    {
        var count = Math.Min(window, Closed.Count);
        if (count < Math.Min(LeastTrades, window))
            return double.NaN;
        var (wins, won, lost) = (0, 0.0, 0.0);
        for (var i = Closed.Count - count; i < Closed.Count; i++)
        {
            var value = Closed[i].ReturnFraction;
            wins += value > 0 ? 1 : 0;
            won += Math.Max(0, value);
            lost -= Math.Min(0, value);
        }
        if (wins == 0)
            return 0;
        if (wins == count || lost == 0)
            return 1;
        var (p, ratio) = (wins / (double)count, won / wins / (lost / (count - wins)));
        return p - ((1 - p) / ratio);
    }

    /// <summary>side·mean ÷ variance of the last simple returns; NaN before so many are known, 0 where nothing moved.</summary>
    public double KellyOfReturns(int window)
    {
        if (Bar < window)
            return double.NaN;
        var returns = new double[window];
        for (var i = 0; i < window; i++)
            returns[i] = Series.IsSigned ? Change(i, window) : (Series.Close[Bar - window + 1 + i] / Series.Close[Bar - window + i]) - 1;
        var variance = Moments.Variance(returns);
        return variance > 0 ? Side * Moments.Mean(returns) / variance : 0;
    }

    // Of signed prices, differences in units of the price now.
    private double Change(int i, int window) =>
        (Series.Close[Bar - window + 1 + i] - Series.Close[Bar - window + i]) / Math.Abs(Series.Close[Bar]);

    // Bars of a day as the last complete trading days had them, whatever the session is; before there is one, those of the day so far.
    private double BarsPerYear()
    {
        var periods = TradingPeriods.PerYear(Series);
        if (!Series.Interval.IsIntraday)
            return periods;
        var (days, bars, counted) = (0, 0, 0);
        var day = Series.DayAt(Bar);
        for (var bar = Bar; bar >= 0 && days <= CompleteDays; bar--)
        {
            var date = Series.DayAt(bar);
            if (date != day)
            {
                (counted, bars) = days == 0 ? (counted, 0) : (counted + bars, 0); // the day so far does not count
                (day, days) = (date, days + 1);
            }
            bars++;
        }
        return days > 1 ? periods * counted / (days - 1) : periods * bars;
    }
}
