using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// What a strategy knows at the close of bar <see cref="Bar"/>: the bars up to and including it, its account, and where orders go.
/// The columns end at <see cref="Bar"/>: an index beyond it throws, so a rule cannot read the future.
/// </summary>
public sealed class BarContext
{
    private readonly BarSeries _series;
    private readonly Portfolio _portfolio;

    internal BarContext(BarSeries series, Portfolio portfolio, Orders orders) =>
        (_series, _portfolio, Orders) = (series, portfolio, orders);

    /// <summary>The bar that has just closed, index into the series.</summary>
    public int Bar { get; internal set; }

    /// <summary>The whole series; see <see cref="ISparseStrategy"/> for who may look at it.</summary>
    internal BarSeries Series => _series;

    /// <summary>When it closed, UTC.</summary>
    public DateTime Time => _series.CloseTimeAt(Bar);

    /// <summary>Opens of bars 0 … <see cref="Bar"/>.</summary>
    public ReadOnlySpan<double> Open => _series.Open.AsSpan(0, Bar + 1);

    /// <summary>Highs of bars 0 … <see cref="Bar"/>.</summary>
    public ReadOnlySpan<double> High => _series.High.AsSpan(0, Bar + 1);

    /// <summary>Lows of bars 0 … <see cref="Bar"/>.</summary>
    public ReadOnlySpan<double> Low => _series.Low.AsSpan(0, Bar + 1);

    /// <summary>Closes of bars 0 … <see cref="Bar"/>.</summary>
    public ReadOnlySpan<double> Close => _series.Close.AsSpan(0, Bar + 1);

    /// <summary>Volumes of bars 0 … <see cref="Bar"/>; NaN where unknown.</summary>
    public ReadOnlySpan<double> Volume => _series.Volume.AsSpan(0, Bar + 1);

    /// <summary>Signed units held.</summary>
    public double Units => _portfolio.Units;

    /// <summary>Equity at the close of <see cref="Bar"/>.</summary>
    public double Equity => _portfolio.EquityAt(_series.Close[Bar]);

    /// <summary>Where orders go.</summary>
    public Orders Orders { get; }

    /// <summary>Asks the run to stop: a rule that takes long over one decision throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; internal set; }

    /// <summary>What is held.</summary>
    internal Portfolio Portfolio => _portfolio;

    /// <summary>Trades closed so far, in order of closing.</summary>
    internal TradeLog ClosedTrades => _portfolio.Closed;
}
