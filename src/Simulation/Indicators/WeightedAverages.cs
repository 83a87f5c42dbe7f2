namespace Simulator.Indicators;

/// <summary>Mean of the last n values with weights 1 (oldest) … n (newest), summed afresh.</summary>
internal sealed class WeightedMovingAverage(int bars) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(bars);

    public override int WarmUpBars => bars;

    protected override double Step(double value)
    {
        _window.Add(value);
        if (!_window.IsFull)
            return double.NaN;
        var values = _window.Values;
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += (i + 1) * values[i];
        return sum / (0.5 * bars * (bars + 1));
    }
}

/// <summary>Hull's average: a weighted mean over √n of twice the weighted mean over n/2 less that over n.</summary>
internal sealed class HullMovingAverage(int bars) : ValueLineKernel
{
    private readonly WeightedMovingAverage _half = new(Math.Max(1, bars / 2));
    private readonly WeightedMovingAverage _whole = new(bars);
    private readonly WeightedMovingAverage _smooth = new((int)Math.Sqrt(bars));

    public override int WarmUpBars => bars + _smooth.WarmUpBars - 1;

    protected override double Step(double value)
    {
        var half = _half.Next(value);
        return _smooth.Next((2 * half) - _whole.Next(value));
    }
}

/// <summary>A simple mean of simple means, which together weigh n values as a triangle.</summary>
internal sealed class TriangularMovingAverage(int bars) : ValueLineKernel
{
    private readonly SimpleMovingAverage _inner = new((bars / 2) + (bars % 2));
    private readonly SimpleMovingAverage _outer = new((bars / 2) + 1);

    public override int WarmUpBars => bars;

    protected override double Step(double value) => _outer.Next(_inner.Next(value));
}

/// <summary>Weighted by a Gaussian whose top stands at a share of the window (Legoux and Kouzis-Loukas).</summary>
internal sealed class GaussianMovingAverage : ValueLineKernel
{
    private readonly TrailingWindow _window;
    private readonly double[] _weights;

    public GaussianMovingAverage(int bars, double offset, double sigma)
    {
        _window = new TrailingWindow(bars);
        var (top, width) = (offset * (bars - 1), bars / sigma);
        _weights = [.. Enumerable.Range(0, bars).Select(i => Math.Exp(-(i - top) * (i - top) / (2 * width * width)))];
        var sum = _weights.Sum();
        for (var i = 0; i < bars; i++)
            _weights[i] /= sum;
    }

    public override int WarmUpBars => _window.Length;

    protected override double Step(double value)
    {
        _window.Add(value);
        if (!_window.IsFull)
            return double.NaN;
        var sum = 0.0;
        var values = _window.Values;
        for (var i = 0; i < values.Length; i++)
            sum += _weights[i] * values[i];
        return sum;
    }
}
