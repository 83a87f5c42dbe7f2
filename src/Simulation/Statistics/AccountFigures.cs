using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Statistics;

/// <summary>What the figures of an account are computed from, each worked out once: returns per period, drawdowns, closed trades, times.</summary>
public sealed class AccountFigures
{
    private double[]? _returnsFromStart;
    private double[]? _marketReturns;
    private List<DrawdownStretch>? _stretches;
    private PeerFigures? _peer;
    private LeanFigures? _lean;
    private DetailFigures? _detail;

    /// <summary>Prepares the figures of a run.</summary>
    public AccountFigures(BarSeries series, BacktestResult result)
    {
        (Series, Result) = (series, result);
        Days = TradingPeriods.Days(series, result.FirstBar, result.LastBar);
        PeriodEnds = TradingPeriods.Ends(series, result.FirstBar, result.LastBar);
        PeriodsPerYear = TradingPeriods.PerYear(series);
        ClosedTrades = [.. result.Trades.Where(t => !t.IsOpen)];
        StartDay = result.FirstBar > 0 ? TradingPeriods.DayOf(series, result.FirstBar - 1) : Days[0];
    }

    /// <summary>The traded series.</summary>
    public BarSeries Series { get; }

    /// <summary>The run.</summary>
    public BacktestResult Result { get; }

    /// <summary>Time of each bar of the run, days.</summary>
    public double[] Days { get; }

    /// <summary>When the capital stood ready: the close of the bar before the run, else of its first bar; days.</summary>
    public double StartDay { get; }

    /// <summary>Offset of the last bar of each period (trading day; bar, for longer bars).</summary>
    public int[] PeriodEnds { get; }

    /// <summary>Periods in a year of the series' own calendar.</summary>
    public double PeriodsPerYear { get; }

    /// <summary>Trades that were closed.</summary>
    public IReadOnlyList<Trade> ClosedTrades { get; }

    /// <summary>Simple return of each period; the first is against the starting cash.</summary>
    public double[] Returns => _returnsFromStart ??= ComputeReturns();

    /// <summary>Simple returns from the end of the first period on, as tools compute them that see only an equity curve.</summary>
    public ReadOnlySpan<double> ReturnsAfterFirst => Returns.AsSpan(1);

    /// <summary>Return of the traded price over the same periods; the first is NaN where no bar lies before the run.</summary>
    public double[] MarketReturns => _marketReturns ??= ComputeMarketReturns();

    /// <summary>Drawdowns, the starting cash counting as the first peak.</summary>
    public IReadOnlyList<DrawdownStretch> DrawdownStretches => _stretches ??= Drawdowns.Stretches([Result.StartingCash, .. Result.Equity], [StartDay, .. Days]);

    /// <summary>What the figures of backtesting.py share.</summary>
    internal PeerFigures Peer => _peer ??= new PeerFigures(this);

    /// <summary>What the figures of LEAN share.</summary>
    internal LeanFigures Lean => _lean ??= new LeanFigures(this);

    /// <summary>What the detailed figures share.</summary>
    internal DetailFigures Detail => _detail ??= new DetailFigures(this);

    /// <summary>Final equity ÷ starting cash − 1.</summary>
    public double TotalReturn => (Result.Equity[^1] / Result.StartingCash) - 1;

    /// <summary>Calendar years from <see cref="StartDay"/> to the last bar.</summary>
    public double Years => (Days[^1] - StartDay) / 365.25;

    private double[] ComputeReturns()
    {
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
        var before = Result.FirstBar > 0 ? Series.Close[Result.FirstBar - 1] : double.NaN;
        for (var i = 0; i < returns.Length; i++)
        {
            var close = Series.Close[Result.FirstBar + PeriodEnds[i]];
            returns[i] = (close / before) - 1;
            before = close;
        }
        return returns;
    }
}
