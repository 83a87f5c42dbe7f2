using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>The last n pairs: of the numbers as they come, or of their simple returns from pair to pair.</summary>
internal sealed class PairWindow(int bars, bool returns)
{
    private readonly TrailingWindow _first = new(bars);
    private readonly TrailingWindow _second = new(bars);
    private double _lastFirst = double.NaN;
    private double _lastSecond = double.NaN;

    public int WarmUpBars => returns ? bars + 1 : bars;

    /// <summary>
    /// Takes the next pair; whether the window is full now. A pair without a return (the one before was zero) is left out.
    /// </summary>
    public bool Add(double first, double second)
    {
        var (x, y) = returns ? ((first / _lastFirst) - 1, (second / _lastSecond) - 1) : (first, second);
        (_lastFirst, _lastSecond) = (first, second);
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return false;
        _first.Add(x);
        _second.Add(y);
        return _first.IsFull;
    }

    /// <summary>Means and sums of squared and crossed deviations.</summary>
    public (double MeanX, double MeanY, double Sxx, double Syy, double Sxy) Moments()
    {
        var xs = _first.Values;
        var ys = _second.Values;
        var (meanX, meanY) = (_first.Mean(), _second.Mean());
        var (sxx, syy, sxy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = (xs[i] - meanX, ys[i] - meanY);
            (sxx, syy, sxy) = (sxx + (x * x), syy + (y * y), sxy + (x * y));
        }
        return (meanX, meanY, sxx, syy, sxy);
    }
}

/// <summary>Slope of the first series' returns on the second's over the last n.</summary>
internal sealed class RollingBeta(int bars, bool returns) : PairKernel
{
    private readonly PairWindow _window = new(bars, returns);

    public override int WarmUpBars => _window.WarmUpBars;

    protected override void Step(double first, double second, Span<double> lines)
    {
        lines[0] = double.NaN;
        if (!_window.Add(first, second))
            return;
        var m = _window.Moments();
        lines[0] = m.Syy == 0 ? double.NaN : m.Sxy / m.Syy;
    }
}

/// <summary>Pearson's correlation of two series over the last n.</summary>
internal sealed class RollingCorrelation(int bars, bool returns) : PairKernel
{
    private readonly PairWindow _window = new(bars, returns);

    public override int WarmUpBars => _window.WarmUpBars;

    protected override void Step(double first, double second, Span<double> lines)
    {
        lines[0] = double.NaN;
        if (!_window.Add(first, second))
            return;
        var m = _window.Moments();
        lines[0] = m.Sxx == 0 || m.Syy == 0 ? double.NaN : Math.Clamp(m.Sxy / (Math.Sqrt(m.Sxx) * Math.Sqrt(m.Syy)), -1, 1);
    }
}

/// <summary>What the last n pairs leave of the first series when the second is taken out by least squares.</summary>
internal sealed class PairSpread(int bars) : PairKernel
{
    private readonly PairWindow _window = new(bars, returns: false);

    public override int WarmUpBars => bars;

    public override int LineCount => 4;

    protected override void Step(double first, double second, Span<double> lines)
    {
        lines.Fill(double.NaN);
        if (!_window.Add(first, second))
            return;
        var m = _window.Moments();
        if (m.Syy == 0)
            return;
        var ratio = m.Sxy / m.Syy;
        var residual = first - m.MeanX - (ratio * (second - m.MeanY));
        var squares = Math.Max(0, m.Sxx - (ratio * m.Sxy));
        (lines[0], lines[1], lines[2]) = (residual, ratio, m.MeanX - (ratio * m.MeanY));
        lines[3] = squares <= Ties.PriceUnit * m.Sxx ? double.NaN : residual / Math.Sqrt(squares / bars);
    }
}
