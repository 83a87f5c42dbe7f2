using Simulator.Backtesting;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Shared inputs of the detailed statistics, each computed once for an account.</summary>
internal sealed class DetailFigures(AccountFigures account)
{
    private double[]? _sorted;
    private double[]? _months;
    private double[]? _weeks;
    private double[]? _drawdown;
    private RelativeFigures? _relative;
    private SharpeConfidence? _confidence;
    private TradeSummary? _all;
    private TradeSummary? _long;
    private TradeSummary? _short;

    /// <summary>Returns in rising order.</summary>
    public double[] Sorted => _sorted ??= [.. account.Returns.Order()];

    /// <summary>Compounded return of each month.</summary>
    public double[] Months => _months ??= CalendarReturns.Months(account);

    /// <summary>Compounded return of each week.</summary>
    public double[] Weeks => _weeks ??= CalendarReturns.Weeks(account);

    /// <summary>1 − equity/peak at each bar.</summary>
    public double[] Drawdown => _drawdown ??= Drawdowns.Curve(account.Result.Equity, account.Result.StartingCash);

    /// <summary>Compared with the traded price.</summary>
    public RelativeFigures Relative => _relative ??= Compare();

    /// <summary>Uncertainty of the Sharpe ratio.</summary>
    public SharpeConfidence Confidence => _confidence ??= SharpeConfidence.Of(account.ExcessReturns, account.PeriodsPerYear);

    /// <summary>Closed trades.</summary>
    public TradeSummary All => _all ??= TradeSummary.Of(account.Series, account.ClosedTrades);

    /// <summary>Closed long trades.</summary>
    public TradeSummary Long => _long ??= TradeSummary.Of(account.Series, Side(1));

    /// <summary>Closed short trades.</summary>
    public TradeSummary Short => _short ??= TradeSummary.Of(account.Series, Side(-1));

    /// <summary>Mean of the returns.</summary>
    public double Mean => Moments.Mean(account.Returns);

    /// <summary>Standard deviation of the returns, n − 1.</summary>
    public double Deviation => Moments.StandardDeviation(account.Returns);

    /// <summary>Money ÷ mean equity ÷ years of periods.</summary>
    public double PerYearOfEquity(double money) =>
        Moments.Ratio(money, account.Result.Equity.Average()) * account.PeriodsPerYear / account.Returns.Length;

    private RelativeFigures Compare()
    {
        var skip = account.Result.FirstBar > 0 ? 0 : 1; // no close before the run to take the market's first return from
        return RelativeFigures.Of(account.Returns.AsSpan(skip), account.MarketReturns.AsSpan(skip), account.PeriodsPerYear);
    }

    private Trade[] Side(int sign) => [.. account.ClosedTrades.Where(t => Math.Sign(t.Size) == sign)];
}
