using Simulator.Numerics;
using Simulator.Statistics;

namespace Simulator.Reporting;

/// <summary>Tables about the account under test that single figures cannot say. Fractions, not percent.</summary>
public sealed record AccountAnalysis
{
    /// <summary>Points of the rolling curves at most.</summary>
    public const int MaxRollingPoints = 1_000;

    /// <summary>The deepest falls, deepest first.</summary>
    public IReadOnlyList<DrawdownRow> Drawdowns { get; init; } = [];

    /// <summary>Returns by year and month, oldest first.</summary>
    public IReadOnlyList<YearOfReturns> Years { get; init; } = [];

    /// <summary>What one period may lose, by method and confidence.</summary>
    public IReadOnlyList<RiskRow> Risk { get; init; } = [];

    /// <summary>
    /// How the historical value at risk of 95 %, forecast from the 250 periods before each, held; null where the run is shorter.
    /// </summary>
    public ValueAtRiskTest? RiskTest { get; init; }

    /// <summary>By past volatility, past trend and calendar year.</summary>
    public IReadOnlyList<RegimeRow> Regimes { get; init; } = [];

    /// <summary>Closed trades, all of them.</summary>
    public TradeSummary? AllTrades { get; init; }

    /// <summary>Closed trades that bought first; null where there is none.</summary>
    public TradeSummary? LongTrades { get; init; }

    /// <summary>Closed trades that sold first; null where there is none.</summary>
    public TradeSummary? ShortTrades { get; init; }

    /// <summary>The account against buy-and-hold under the same costs; null where it is buy-and-hold.</summary>
    public RelativeFigures? OverBuyAndHold { get; init; }

    /// <summary>Uncertainty of the Sharpe ratio.</summary>
    public SharpeConfidence? Sharpe { get; init; }

    /// <summary>Where the Sharpe ratio lies in resamples of the returns; null where it is undefined.</summary>
    public SharpeBootstrap? SharpeResampled { get; init; }

    /// <summary>Figures over a window that moves along the run; null where it is shorter than the window.</summary>
    public RollingCurves? Rolling { get; init; }

    /// <summary>What a careful reader would ask before believing the figures.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Analyses an account against buy-and-hold over the same bars.</summary>
    /// <param name="account">The account under test.</param>
    /// <param name="buyAndHold">Buy-and-hold; null where the account is just that.</param>
    public static AccountAnalysis Of(AccountFigures account, AccountFigures? buyAndHold) =>
        new()
        {
            Drawdowns = DrawdownTable.Of(account),
            Years = CalendarReturns.Years(account),
            Risk = RiskRow.Of(account.Returns),
            RiskTest = ValueAtRiskTest.Run(account.Returns, 0.95) is { Periods: > 0 } test ? test : null,
            Regimes = Statistics.Regimes.Of(account),
            AllTrades = account.Detail.All,
            LongTrades = account.Detail.Long is { Trades: > 0 } bought ? bought : null,
            ShortTrades = account.Detail.Short is { Trades: > 0 } sold ? sold : null,
            OverBuyAndHold = buyAndHold is null ? null : RelativeFigures.Of(account.Returns, buyAndHold.Returns, account.PeriodsPerYear),
            Sharpe = account.Detail.Confidence,
            SharpeResampled = SharpeBootstrap.Of(account),
            Rolling = RollingCurves.Of(account),
            Questions = CommonSense.Of(account),
        };
}

/// <summary>Rolling figures; arrays of one length. Each value is of the window of periods that ends at its time.</summary>
/// <param name="Window">Periods in the window.</param>
/// <param name="Times">Close times of the last period of each window, UTC.</param>
/// <param name="Return">Compounded return.</param>
/// <param name="Volatility">sd(r, n−1)·√D.</param>
/// <param name="Sharpe">mean(r)/sd(r, n−1)·√D.</param>
/// <param name="Beta">cov(r, m)/var(m), m the traded price's return.</param>
public sealed record RollingCurves(int Window, DateTime[] Times, double[] Return, double[] Volatility, double[] Sharpe, double[] Beta)
{
    /// <summary>Half a year of periods, at least twelve; null where the run has not two windows' worth.</summary>
    public static RollingCurves? Of(AccountFigures account)
    {
        var window = Math.Max(12, (int)Math.Round(account.PeriodsPerYear / 2));
        if (account.Returns.Length < 2 * window)
            return null;
        var (returns, perYear) = (account.Returns, account.PeriodsPerYear);
        var (growth, volatility, sharpe) = (
            RollingFigures.Return(returns, window),
            RollingFigures.Volatility(returns, window, perYear),
            RollingFigures.Sharpe(returns, window, perYear)
        );
        var beta = RollingFigures.Beta(returns, account.MarketReturns, window);
        var full = CurveThinning.Choose(
            [growth[(window - 1)..], volatility[(window - 1)..], sharpe[(window - 1)..]],
            AccountAnalysis.MaxRollingPoints
        );
        var points = Array.ConvertAll(full, i => i + window - 1);
        double[] Pick(double[] values) => Array.ConvertAll(points, i => values[i]);
        var times = Array.ConvertAll(points, i => account.Series.CloseTimeAt(account.Result.FirstBar + account.PeriodEnds[i]));
        return new RollingCurves(window, times, Pick(growth), Pick(volatility), Pick(sharpe), Pick(beta));
    }
}
