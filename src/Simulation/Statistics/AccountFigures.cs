using System.Buffers;
using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Statistics;

/// <summary>
/// The inputs of an account's statistics, each computed once: returns per period, drawdowns, closed trades, times.
/// </summary>
public sealed class AccountFigures
{
    private readonly BacktestWorkspace? _workspace;
    private readonly SeriesFacts _facts;
    private double[]? _returnsFromStart;
    private double[]? _marketReturns;
    private List<DrawdownStretch>? _stretches;
    private PeerFigures? _peer;
    private LeanFigures? _lean;
    private DetailFigures? _detail;
    private TradeTotals? _totals;

    /// <summary>Prepares the figures of a run.</summary>
    /// <param name="series">The traded series.</param>
    /// <param name="result">The run.</param>
    /// <param name="workspace">The one that the run was made with, in a sweep: the figures then use its memory and hold as long as the
    /// result does.</param>
    public AccountFigures(BarSeries series, BacktestResult result, BacktestWorkspace? workspace = null)
    {
        (Series, Result, _workspace, _facts) = (series, result, workspace, SeriesFacts.Of(series));
        PeriodsPerYear = TradingPeriods.PerYear(series);
        StartDay = DayOf(Math.Max(0, result.FirstBar - 1));
    }

    /// <summary>The traded series.</summary>
    public BarSeries Series { get; }

    /// <summary>
    /// What the account is compared with; null for the traded price. Of its closes, those known at the ends of the account's periods
    /// count.
    /// </summary>
    public BarSeries? Benchmark { get; init; }

    /// <summary>Risk-free rate per year, as a fraction. LEAN's dialect has its own.</summary>
    public double RiskFreePerYear { get; init; }

    /// <summary>Returns less the risk-free rate of a period; the returns themselves where it is zero.</summary>
    public double[] ExcessReturns =>
        field ??= RiskFreePerYear == 0 ? Returns : Array.ConvertAll(Returns, r => r - (RiskFreePerYear / PeriodsPerYear));

    /// <summary>The run.</summary>
    public BacktestResult Result { get; }

    /// <summary>Time of each bar of the run, days.</summary>
    public double[] Days => field ??= TradingPeriods.Days(Series, Result.FirstBar, Result.LastBar);

    /// <summary>Start of the account: the close of the bar before the run, else of its first bar; in days.</summary>
    public double StartDay { get; }

    /// <summary>Offset of the last bar of each period (trading day; bar, for longer bars).</summary>
    public int[] PeriodEnds => field ??= TradingPeriods.Ends(Series, Result.FirstBar, Result.LastBar);

    /// <summary>Periods in a year of the series' own calendar.</summary>
    public double PeriodsPerYear { get; }

    /// <summary>Trades that were closed.</summary>
    public IReadOnlyList<Trade> ClosedTrades => field ??= [.. Result.Trades.Where(t => !t.IsOpen)];

    /// <summary>Simple return of each period; the first is relative to the starting cash.</summary>
    public double[] Returns => _returnsFromStart ??= ComputeReturns();

    /// <summary>Simple returns from the end of the first period on, as tools that see only an equity curve compute them.</summary>
    public ReadOnlySpan<double> ReturnsAfterFirst => Returns.AsSpan(1);

    /// <summary>
    /// Return of the traded price, or of <see cref="Benchmark"/>, over the same periods; NaN where a close is missing, as of the traded
    /// price before the first bar. Of signed prices, differences in units of the price at the start.
    /// </summary>
    public double[] MarketReturns => _marketReturns ??= ComputeMarketReturns();

    /// <summary>Drawdowns, the starting cash counting as the first peak.</summary>
    public IReadOnlyList<DrawdownStretch> DrawdownStretches =>
        _stretches ??= Drawdowns.Stretches([Result.StartingCash, .. Result.Equity], [StartDay, .. Days]);

    /// <summary>Shared inputs of the statistics of backtesting.py.</summary>
    internal PeerFigures Peer => _peer ??= new PeerFigures(this);

    /// <summary>Shared inputs of the statistics of LEAN.</summary>
    internal LeanFigures Lean => _lean ??= new LeanFigures(this);

    /// <summary>Shared inputs of the detailed statistics.</summary>
    internal DetailFigures Detail => _detail ??= new DetailFigures(this);

    /// <summary>Sums over the closed trades.</summary>
    internal TradeTotals Totals => _totals ??= SumTrades();

    /// <summary>Offset of the last bar of the first period.</summary>
    internal int FirstPeriodEnd => Series.Interval.IsIntraday ? PeriodEnds[0] : 0;

    /// <summary>Final equity ÷ starting cash − 1.</summary>
    public double TotalReturn => (Result.Equity[^1] / Result.StartingCash) - 1;

    /// <summary>Calendar years from <see cref="StartDay"/> to the last bar.</summary>
    public double Years => (DayOf(Result.LastBar) - StartDay) / 365.25;

    /// <summary>Time of a bar of the series, days.</summary>
    internal double DayOf(int bar) => _facts.Days[bar];

    private TradeTotals SumTrades()
    {
        var scratch = ArrayPool<double>.Shared.Rent(3 * Result.Trades.Count);
        var totals = TradeTotals.Of(Result, _facts.Days.AsSpan(Result.FirstBar, Result.Equity.Length), scratch);
        ArrayPool<double>.Shared.Return(scratch);
        return totals;
    }

    private double[] ComputeReturns()
    {
        if (!Series.Interval.IsIntraday)
        {
            var each = _workspace?.Returns(Result.Equity.Length) ?? new double[Result.Equity.Length];
            ReturnFigures.Simple(Result.Equity, Result.StartingCash, each);
            return each;
        }
        var returns = new double[PeriodEnds.Length];
        var before = Result.StartingCash;
        for (var i = 0; i < returns.Length; i++)
        {
            var equity = Result.Equity[PeriodEnds[i]];
            returns[i] = before == 0 ? 0 : (equity / before) - 1; // an account that was used up stays at zero
            before = equity;
        }
        return returns;
    }

    private double[] ComputeMarketReturns()
    {
        var returns = new double[PeriodEnds.Length];
        var before = Result.FirstBar > 0 ? MarketClose(Result.FirstBar - 1) : double.NaN;
        var (isSigned, unit) = ((Benchmark ?? Series).IsSigned, Math.Abs(MarketClose(Math.Max(0, Result.FirstBar - 1))));
        for (var i = 0; i < returns.Length; i++)
        {
            var close = MarketClose(Result.FirstBar + PeriodEnds[i]);
            returns[i] = isSigned ? (close - before) / unit : (close / before) - 1;
            before = close;
        }
        return returns;
    }

    private double MarketClose(int bar)
    {
        if (Benchmark is null)
            return Series.Close[bar];
        var at = Array.BinarySearch(Benchmark.CloseTimeTicks, Series.CloseTimeTicks[bar]);
        var last = at >= 0 ? at : ~at - 1;
        return last < 0 ? double.NaN : Benchmark.Close[last];
    }
}
