using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>Mulloy's averages: exponential averages of exponential averages, combined so that their lags cancel.</summary>
/// <param name="bars">n of each.</param>
/// <param name="order">2: 2E₁ − E₂; 3: 3E₁ − 3E₂ + E₃.</param>
internal sealed class LagReducedAverage(int bars, int order) : ValueLineKernel
{
    private readonly ExponentialMovingAverage _first = new(bars);
    private readonly ExponentialMovingAverage _second = new(bars);
    private readonly ExponentialMovingAverage _third = new(bars);

    public override int WarmUpBars => (order * (bars - 1)) + 1;

    protected override double Step(double value)
    {
        var first = _first.Next(value);
        var second = _second.Next(first);
        return order == 2 ? (2 * first) - second : (3 * first) - (3 * second) + _third.Next(second);
    }
}

/// <summary>Tillson's T3: six exponential averages in a row, the last four combined by powers of the volume factor.</summary>
internal sealed class TillsonAverage(int bars, double factor) : ValueLineKernel
{
    private readonly ExponentialMovingAverage[] _row = [new(bars), new(bars), new(bars), new(bars), new(bars), new(bars)];
    private readonly double[] _stages = new double[6];

    public override int WarmUpBars => (6 * (bars - 1)) + 1;

    protected override double Step(double value)
    {
        for (var i = 0; i < 6; i++)
            _stages[i] = value = _row[i].Next(value);
        var (square, cube) = (factor * factor, factor * factor * factor);
        return (-cube * _stages[5])
            + (((3 * square) + (3 * cube)) * _stages[4])
            + (((-6 * square) - (3 * factor) - (3 * cube)) * _stages[3])
            + ((1 + (3 * factor) + cube + (3 * square)) * _stages[2]);
    }
}

/// <summary>Exponential average of 2x[t] − x[t − lag], which a straight line passes without lag (Ehlers and Way).</summary>
internal sealed class ZeroLagAverage(int bars) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(((bars - 1) / 2) + 1);
    private readonly ExponentialMovingAverage _average = new(bars);

    public override int WarmUpBars => bars + _window.Length - 1;

    protected override double Step(double value)
    {
        _window.Add(value);
        return _window.IsFull ? _average.Next((2 * value) - _window.Oldest) : double.NaN;
    }
}

/// <summary>Kaufman's adaptive average: fast in a trend, slow in a sideways market.</summary>
internal sealed class KaufmanAverage(int bars, int fast, int slow) : ValueLineKernel
{
    private readonly TrailingWindow _values = new(bars + 1);
    private double _average = double.NaN;

    public override int WarmUpBars => bars;

    protected override double Step(double value)
    {
        _values.Add(value);
        if (_values.Count < bars)
            return double.NaN;
        if (!_values.IsFull)
            return _average = value;
        var path = 0.0;
        var values = _values.Values;
        for (var i = 1; i < values.Length; i++)
            path += Math.Abs(values[i] - values[i - 1]);
        var efficiency = path == 0 ? 0 : Math.Abs(value - values[0]) / path;
        var (quick, lazy) = (2.0 / (fast + 1), 2.0 / (slow + 1));
        var constant = (efficiency * (quick - lazy)) + lazy;
        return _average += constant * constant * (value - _average);
    }
}

/// <summary>Fast minus slow exponential average in percent of the slow one, with its signal.</summary>
internal sealed class PercentagePriceOscillator(int fast, int slow, int signal) : ValueKernel
{
    private readonly ExponentialMovingAverage _fast = new(fast);
    private readonly ExponentialMovingAverage _slow = new(slow);
    private readonly ExponentialMovingAverage _signal = new(signal);

    public override int WarmUpBars => slow + signal - 1;

    public override int LineCount => 3;

    protected override void Step(double value, Span<double> lines)
    {
        var (quick, lazy) = (_fast.Next(value), _slow.Next(value));
        lines[0] = lazy == 0 ? double.NaN : 100 * Ties.Difference(quick, lazy) / lazy;
        lines[1] = _signal.Next(lines[0]);
        lines[2] = Ties.Difference(lines[0], lines[1], 100 * Ties.PriceUnit);
    }
}

/// <summary>Hutson's TRIX: percent change from bar to bar of a triple exponential average, with its signal.</summary>
internal sealed class TripleExponentialChange(int bars, int signal) : ValueKernel
{
    private readonly ExponentialMovingAverage _first = new(bars);
    private readonly ExponentialMovingAverage _second = new(bars);
    private readonly ExponentialMovingAverage _third = new(bars);
    private readonly ExponentialMovingAverage _signal = new(signal);
    private double _last = double.NaN;

    public override int WarmUpBars => (3 * (bars - 1)) + 1 + signal;

    public override int LineCount => 2;

    protected override void Step(double value, Span<double> lines)
    {
        var smooth = _third.Next(_second.Next(_first.Next(value)));
        lines[0] =
            _last == 0 ? double.NaN
            : Ties.Sign(smooth, _last) == 0 && !double.IsNaN(_last) ? 0
            : 100 * ((smooth / _last) - 1);
        lines[1] = _signal.Next(lines[0]);
        _last = smooth;
    }
}

/// <summary>Blau's true strength index: doubly smoothed changes over doubly smoothed absolute changes, in percent.</summary>
internal sealed class TrueStrengthIndex(int first, int second) : ValueLineKernel
{
    private readonly ExponentialMovingAverage _slow = new(first);
    private readonly ExponentialMovingAverage _fast = new(second);
    private readonly ExponentialMovingAverage _slowAbsolute = new(first);
    private readonly ExponentialMovingAverage _fastAbsolute = new(second);
    private double _last = double.NaN;

    public override int WarmUpBars => first + second;

    protected override double Step(double value)
    {
        var change = value - _last;
        _last = value;
        var moved = _fast.Next(_slow.Next(change));
        var size = _fastAbsolute.Next(_slowAbsolute.Next(Math.Abs(change)));
        return size == 0 ? double.NaN : 100 * moved / size;
    }
}
