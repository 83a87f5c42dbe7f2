using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>A fill of a slice of a parent order.</summary>
/// <param name="Bar">Bar of the fill.</param>
/// <param name="Units">Signed.</param>
/// <param name="Price">Price, slippage included.</param>
public readonly record struct SliceFill(int Bar, double Units, double Price);

/// <summary>
/// A large order that an execution algorithm works off in slices over a window of bars. The handle by which a strategy follows and
/// cancels it; the result of the run lists all of them.
/// </summary>
public sealed class ParentOrder
{
    private readonly double[] _shares;
    private readonly LotSize _lots;
    private readonly List<SliceFill> _fills = [];

    internal ParentOrder(
        int bar,
        int side,
        double units,
        ExecutionPlan plan,
        double[] shares,
        double arrivalPrice,
        LotSize lots,
        string? tag
    ) => (PlacedBar, Side, Units, Plan, _shares, ArrivalPrice, _lots, Tag) = (bar, side, units, plan, shares, arrivalPrice, lots, tag);

    /// <summary>The bar at whose close it was placed; the first slice can fill on the next.</summary>
    public int PlacedBar { get; }

    /// <summary>Last bar of the window.</summary>
    public int LastBar => PlacedBar + _shares.Length;

    /// <summary>+1 buys, −1 sells.</summary>
    public int Side { get; }

    /// <summary>Units to be traded, unsigned.</summary>
    public double Units { get; }

    /// <summary>How it is worked off.</summary>
    public ExecutionPlan Plan { get; }

    /// <summary>Close of the bar at which it was decided.</summary>
    public double ArrivalPrice { get; }

    /// <summary>The strategy's own mark; the trades carry it.</summary>
    public string? Tag { get; }

    /// <summary>Share of the units planned for each bar of the window; they add up to 1.</summary>
    public IReadOnlyList<double> PlannedShares => _shares;

    /// <summary>Fills of its slices, in order.</summary>
    public IReadOnlyList<SliceFill> Fills => _fills;

    /// <summary>Units filled, unsigned.</summary>
    public double FilledUnits { get; private set; }

    /// <summary>Mean price of the fills, by units, slippage included; NaN before the first.</summary>
    public double AveragePrice => FilledUnits > 0 ? FilledValue / FilledUnits : double.NaN;

    /// <summary>
    /// Implementation shortfall against the arrival price in basis points: side·(average/arrival − 1)·10⁴; above zero the execution cost
    /// money. Commission is not in it. Source: Perold, The Implementation Shortfall (1988).
    /// </summary>
    public double ShortfallBps => Side * ((AveragePrice / ArrivalPrice) - 1) * 1e4;

    /// <summary>
    /// Σ typical price·volume ÷ Σ volume over the bars of the window, typical price (high + low + close)/3; NaN without volume. Known once
    /// the window is over.
    /// </summary>
    public double IntervalVwap { get; private set; } = double.NaN;

    /// <summary>side·(average/VWAP of the window − 1)·10⁴; above zero the execution was more expensive than the market.</summary>
    public double VwapSlippageBps => Side * ((AveragePrice / IntervalVwap) - 1) * 1e4;

    /// <summary>Whether slices are still to come or wait.</summary>
    public bool IsWorking { get; internal set; } = true;

    /// <summary>The slice that waits; null for none.</summary>
    internal Order? Slice { get; set; }

    private double FilledValue { get; set; }

    internal void Record(in SliceFill fill)
    {
        _fills.Add(fill);
        FilledUnits += Math.Abs(fill.Units);
        FilledValue += Math.Abs(fill.Units) * fill.Price;
    }

    /// <summary>
    /// Units that the next bar is to fill: what is planned up to it, in whole lots, less what has filled. What earlier slices left over is
    /// in it.
    /// </summary>
    internal double DueAfter(int bar)
    {
        var slice = Math.Min(bar - PlacedBar, _shares.Length - 1);
        var share = 0.0;
        for (var i = 0; i <= slice; i++)
            share += _shares[i];
        var planned = slice == _shares.Length - 1 ? Units : Math.Min(Units, _lots.Floor(Units * share));
        var due = planned - FilledUnits;
        return due > Units * Portfolio.Dust ? due : 0;
    }

    internal void Measure(BarSeries series, int lastBar)
    {
        var (value, volume) = (0.0, 0.0);
        for (var bar = PlacedBar + 1; bar <= Math.Min(LastBar, lastBar); bar++)
        {
            if (!(series.Volume[bar] > 0))
                continue;
            value += (series.High[bar] + series.Low[bar] + series.Close[bar]) / 3 * series.Volume[bar];
            volume += series.Volume[bar];
        }
        IntervalVwap = volume > 0 ? value / volume : double.NaN;
    }
}
