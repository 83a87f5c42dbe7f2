using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// A slippage model on a series: the price of a fill from the price that the fill rule names. Only bars before the fill are looked at.
/// </summary>
internal sealed class Slippage
{
    private const double LargestImpact = 0.5;
    private const int Halvings = 60;

    private readonly BarSeries _series;
    private readonly PriceTick _tick;
    private readonly LotSize _lots;
    private readonly double _fraction;
    private readonly double _amount;
    private readonly ImpactSlippage? _impact;
    private readonly bool _isPlain;

    // By bar, where many accounts ask about the same bars.
    private readonly (double Scale, bool GrowsWithSize, bool IsKnown)[]? _impacts;

    /// <summary>Binds a model to a series.</summary>
    /// <param name="series">What is traded.</param>
    /// <param name="terms">The model, and what prices and sizes lie on.</param>
    /// <param name="remembers">Whether the impact of a bar is worked out once and kept, for many accounts of one thread over the same
    /// bars.</param>
    /// <exception cref="ArgumentException">Impact is asked for on a series without volumes.</exception>
    public Slippage(BarSeries series, RunTerms terms, bool remembers = false)
    {
        (_series, _tick, _lots) = (series, terms.Tick, terms.Lots);
        switch (terms.Slippage)
        {
            case BasisPointSlippage points:
                _fraction = points.Bps * 1e-4;
                break;
            case SpreadSlippage spread:
                (_fraction, _amount) = (spread.SpreadBps * 0.5e-4, spread.Spread / 2);
                break;
            case ImpactSlippage impact:
                (_fraction, _impact) = (impact.SpreadBps * 0.5e-4, impact);
                break;
        }
        _isPlain = _amount == 0 && _impact is null && _tick.Size == 0;
        if (_impact is not null && !HasVolume(series))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"execution.slippage: impact needs volume, and series {series.Symbol} has none; choose bps or spread"
                )
            );
        _impacts = remembers && _impact is not null ? new (double, bool, bool)[series.Count + 1] : null;
    }

    /// <summary>Whether prices may be zero and below.</summary>
    public bool IsSigned => _series.IsSigned;

    /// <summary>Whether more units cost more each.</summary>
    public bool GrowsWithSize => _impact is not null;

    /// <summary>The price of a fill that takes liquidity.</summary>
    /// <param name="price">What the fill rule names.</param>
    /// <param name="side">+1 buys, −1 sells.</param>
    /// <param name="bar">The bar of the fill; for an estimate at a decision the bar after it.</param>
    /// <param name="units">Units of the fill, unsigned.</param>
    public double Price(double price, int side, int bar, double units) =>
        _isPlain ? price * (1 + (Upwards(price, side) * _fraction)) : _tick.Fill(Worse(price, side, Impact(bar), units), side);

    /// <summary>The price of a fill that makes liquidity: on the tick, no worse than the limit.</summary>
    public double Unslipped(double price, int side) => _tick.Fill(price, side);

    /// <summary>
    /// Units that money pays for, slippage and commission included, to be rounded down to lots; never more than it can pay.
    /// </summary>
    public double Affordable(double money, double price, int side, int bar, in Commission commission)
    {
        var most = commission.Affordable(money, Price(price, side, bar, 0));
        if (_impact is null || side < 0 || !(most > 0))
            return most;
        // What n units cost grows with n: halve the interval in which it meets the money, until all of it is the same number of lots.
        var (least, impact) = (0.0, Impact(bar));
        for (var i = 0; i < Halvings && (_lots.Units == 0 || _lots.Floor(least) != _lots.Floor(most)); i++)
        {
            var units = 0.5 * (least + most);
            var unitPrice = _tick.Fill(Worse(price, side, impact, units), side);
            if (Math.Abs(units * unitPrice) + commission.For(units, unitPrice) <= money)
                least = units;
            else
                most = units;
        }
        return least;
    }

    internal static bool HasVolume(BarSeries series) => Array.Exists(series.Volume, static v => v > 0);

    private double Worse(double price, int side, (double Scale, bool GrowsWithSize) impact, double units)
    {
        var share = Math.Min(LargestImpact, impact.GrowsWithSize ? impact.Scale * Math.Sqrt(units) : impact.Scale);
        return (price * (1 + (Upwards(price, side) * (_fraction + share)))) + (side * Math.Min(_amount, Math.Abs(price) * LargestImpact));
    }

    // A fraction of a price below zero moves it the other way; the trader is always worse off.
    private static int Upwards(double price, int side) => price < 0 ? -side : side;

    /// <summary>
    /// coefficient·σ/√volume from the bars before one, or coefficient·σ where those had no volume; see <see cref="ImpactSlippage"/>.
    /// </summary>
    private (double Scale, bool GrowsWithSize) Impact(int bar)
    {
        if (_impact is null)
            return (0, false);
        if (_impacts is null)
            return ImpactFrom(_impact, bar);
        ref var kept = ref _impacts[bar];
        if (!kept.IsKnown)
        {
            var (scale, grows) = ImpactFrom(_impact, bar);
            kept = (scale, grows, true);
        }
        return (kept.Scale, kept.GrowsWithSize);
    }

    private (double Scale, bool GrowsWithSize) ImpactFrom(ImpactSlippage impact, int bar)
    {
        var first = Math.Max(0, bar - impact.WindowBars);
        var returns = bar - first - 1;
        if (returns < 2)
            return (0, false);
        var (mean, squares, volume) = (0.0, 0.0, Known(_series.Volume[first]));
        for (var i = first + 1; i < bar; i++)
        {
            var value = _series.IsSigned
                ? (_series.Close[i] - _series.Close[i - 1]) / Math.Abs(_series.Close[i - 1])
                : Math.Log(_series.Close[i] / _series.Close[i - 1]);
            var delta = value - mean;
            mean += delta / (i - first);
            squares += delta * (value - mean);
            volume += Known(_series.Volume[i]);
        }
        var deviation = Math.Sqrt(squares / (returns - 1));
        if (!double.IsFinite(deviation))
            return (0, false);
        return volume > 0
            ? (impact.Coefficient * deviation / Math.Sqrt(volume / (bar - first)), true)
            : (impact.Coefficient * deviation, false);
    }

    private static double Known(double volume) => volume > 0 ? volume : 0;
}
