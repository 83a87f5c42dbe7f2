using Simulator.Options;

namespace Simulator.Indicators;

/// <summary>Average true range in percent of the close.</summary>
internal sealed class NormalizedTrueRange(int bars) : BarLineKernel
{
    private readonly AverageTrueRange _range = new(bars);

    public override int WarmUpBars => bars;

    protected override double Step(in IndicatorSample bar)
    {
        var range = _range.Next(bar);
        return bar.Close == 0 ? double.NaN : 100 * range / bar.Close;
    }
}

/// <summary>
/// Keltner's channel as Raschke draws it: an exponential average of the close and multiples of the mean true range around it.
/// </summary>
internal sealed class KeltnerChannel(int bars, double multiple, int rangeBars) : BarKernel
{
    private readonly ExponentialMovingAverage _middle = new(bars);
    private readonly AverageTrueRange _range = new(rangeBars);

    public override int WarmUpBars => Math.Max(bars, rangeBars);

    public override int LineCount => 3;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        var (middle, range) = (_middle.Next(bar.Close), _range.Next(bar));
        (lines[0], lines[1], lines[2]) = (middle, middle + (multiple * range), middle - (multiple * range));
    }
}

/// <summary>Martin's ulcer index: root mean square over n bars of the percentage below the highest close of n bars.</summary>
internal sealed class UlcerIndex(int bars) : ValueLineKernel
{
    private readonly TrailingExtreme _highest = new(bars, true);
    private readonly SlidingSum _squares = new(bars);

    public override int WarmUpBars => (2 * bars) - 1;

    protected override double Step(double value)
    {
        var highest = _highest.Add(value);
        if (double.IsNaN(highest) || highest == 0)
            return double.NaN;
        var fall = 100 * (value - highest) / highest;
        _squares.Add(fall * fall);
        return Math.Sqrt(Math.Max(0, _squares.Mean));
    }
}

/// <summary>Standard deviation (n − 1) of the last n log-returns, a year's worth.</summary>
internal sealed class RealizedVolatility(int bars, double perYear) : ValueLineKernel
{
    private readonly TrailingWindow _returns = new(bars);
    private double _last = double.NaN;

    public override int WarmUpBars => bars + 1;

    protected override double Step(double value)
    {
        if (value <= 0)
            return double.NaN;
        var change = Math.Log(value / _last);
        _last = value;
        if (double.IsNaN(change))
            return double.NaN;
        _returns.Add(change);
        return _returns.IsFull ? Math.Sqrt(perYear * _returns.SquaredDeviations(_returns.Mean()) / (bars - 1)) : double.NaN;
    }
}

/// <summary>Volatility from the bars' ranges: the root of a year's mean of a variance estimated from each bar alone.</summary>
internal abstract class RangeVolatility(int bars, double perYear) : BarLineKernel
{
    private readonly SlidingSum _variances = new(bars);

    public sealed override int WarmUpBars => bars;

    public override IndicatorFields Reads => IndicatorFields.Open | IndicatorFields.HighLow | IndicatorFields.Close;

    protected sealed override double Step(in IndicatorSample bar)
    {
        var variance = Variance(bar);
        if (!double.IsFinite(variance))
            return double.NaN;
        _variances.Add(variance);
        return Math.Sqrt(perYear * Math.Max(0, _variances.Mean));
    }

    /// <summary>Variance of the log-price over one bar; NaN where a price is not positive.</summary>
    protected abstract double Variance(in IndicatorSample bar);
}

/// <summary>Parkinson (1980): from high and low.</summary>
internal sealed class ParkinsonVolatility(int bars, double perYear) : RangeVolatility(bars, perYear)
{
    public override IndicatorFields Reads => IndicatorFields.HighLow;

    protected override double Variance(in IndicatorSample bar)
    {
        var range = Math.Log(bar.High / bar.Low);
        return range * range / (4 * Math.Log(2));
    }
}

/// <summary>Garman and Klass (1980): from open, high, low and close.</summary>
internal sealed class GarmanKlassVolatility(int bars, double perYear) : RangeVolatility(bars, perYear)
{
    protected override double Variance(in IndicatorSample bar)
    {
        var (range, change) = (Math.Log(bar.High / bar.Low), Math.Log(bar.Close / bar.Open));
        return (0.5 * range * range) - (((2 * Math.Log(2)) - 1) * change * change);
    }
}

/// <summary>Rogers and Satchell (1991): as Garman and Klass, right also where the price drifts.</summary>
internal sealed class RogersSatchellVolatility(int bars, double perYear) : RangeVolatility(bars, perYear)
{
    protected override double Variance(in IndicatorSample bar) => OfBar(bar);

    public static double OfBar(in IndicatorSample bar) =>
        (Math.Log(bar.High / bar.Close) * Math.Log(bar.High / bar.Open)) + (Math.Log(bar.Low / bar.Close) * Math.Log(bar.Low / bar.Open));
}

/// <summary>Yang and Zhang (2000): overnight, open-to-close and Rogers–Satchell variance together; right with gaps and drift.</summary>
internal sealed class YangZhangVolatility(int bars, double perYear) : BarLineKernel
{
    private readonly TrailingWindow _overnight = new(bars);
    private readonly TrailingWindow _daytime = new(bars);
    private readonly TrailingWindow _inside = new(bars);
    private double _lastClose = double.NaN;

    public override int WarmUpBars => bars + 1;

    public override IndicatorFields Reads => IndicatorFields.Open | IndicatorFields.HighLow | IndicatorFields.Close;

    protected override double Step(in IndicatorSample bar)
    {
        if (bar.Low <= 0 || bar.High <= 0 || bar.Open <= 0 || bar.Close <= 0)
            return double.NaN;
        var overnight = Math.Log(bar.Open / _lastClose);
        _lastClose = bar.Close;
        if (double.IsNaN(overnight))
            return double.NaN;
        _overnight.Add(overnight);
        _daytime.Add(Math.Log(bar.Close / bar.Open));
        _inside.Add(RogersSatchellVolatility.OfBar(bar));
        if (!_inside.IsFull)
            return double.NaN;
        var weight = 0.34 / (1.34 + ((bars + 1.0) / (bars - 1)));
        return Math.Sqrt(perYear * Math.Max(0, Variance(_overnight) + (weight * Variance(_daytime)) + ((1 - weight) * _inside.Mean())));
    }

    private double Variance(TrailingWindow window) => window.SquaredDeviations(window.Mean()) / (bars - 1);
}

/// <summary>Price of a call struck at the close, in percent of the close, with a volatility from bars up to this one.</summary>
internal sealed class ImpliedCall(BarLineKernel volatility, double days, double ratePerYear) : BarLineKernel
{
    public const double DaysPerYear = 365;

    public override int WarmUpBars => volatility.WarmUpBars;

    public override IndicatorFields Reads => volatility.Reads;

    /// <summary>The price at a volatility per year.</summary>
    public static double Percent(double volatilityPerYear, double days, double ratePerYear) =>
        double.IsFinite(volatilityPerYear)
            ? BlackScholes.Price(new OptionTerms(OptionRight.Call, 100, 100, days / DaysPerYear, ratePerYear), volatilityPerYear)
            : double.NaN;

    protected override double Step(in IndicatorSample bar) => Percent(volatility.Next(bar), days, ratePerYear);
}
