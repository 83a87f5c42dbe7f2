using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>Standard deviation of the last n values, divided by n or n − 1.</summary>
internal sealed class StandardDeviation(int bars, int lostDegrees) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(bars);

    public override int WarmUpBars => bars;

    protected override double Step(double value)
    {
        _window.Add(value);
        return _window.IsFull ? Math.Sqrt(_window.SquaredDeviations(_window.Mean()) / (bars - lostDegrees)) : double.NaN;
    }
}

/// <summary>Distance from the mean of the last n values in their standard deviations.</summary>
internal sealed class ZScore(int bars, int lostDegrees) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(bars);

    public override int WarmUpBars => bars;

    protected override double Step(double value)
    {
        _window.Add(value);
        if (!_window.IsFull)
            return double.NaN;
        var mean = _window.Mean();
        var squares = _window.SquaredDeviations(mean);
        return squares == 0 ? double.NaN : (value - mean) / Math.Sqrt(squares / (bars - lostDegrees));
    }
}

/// <summary>Share of the n values before that lie below the newest, in percent.</summary>
internal sealed class PercentRank(int bars) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(bars + 1);

    public override int WarmUpBars => bars + 1;

    protected override double Step(double value)
    {
        _window.Add(value);
        if (!_window.IsFull)
            return double.NaN;
        var below = 0;
        foreach (var earlier in _window.Values)
            below += earlier < value ? 1 : 0;
        return 100.0 * below / bars;
    }
}

/// <summary>Middle one of the last n values in order; of an even number the mean of the two in the middle.</summary>
internal sealed class Median(int bars) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(bars);
    private readonly double[] _sorted = new double[bars];

    public override int WarmUpBars => bars;

    protected override double Step(double value)
    {
        _window.Add(value);
        if (!_window.IsFull)
            return double.NaN;
        _window.Values.CopyTo(_sorted);
        Array.Sort(_sorted);
        return (_sorted[(bars - 1) / 2] + _sorted[bars / 2]) / 2;
    }
}

/// <summary>Straight line through the last n values by least squares: its value at the newest, its slope per bar, and R².</summary>
internal sealed class LinearRegression(int bars) : ValueKernel
{
    private readonly TrailingWindow _window = new(bars);

    public override int WarmUpBars => bars;

    public override int LineCount => 3;

    protected override void Step(double value, Span<double> lines)
    {
        _window.Add(value);
        lines.Fill(double.NaN);
        if (!_window.IsFull)
            return;
        var values = _window.Values;
        var (mean, middle) = (_window.Mean(), 0.5 * (bars - 1));
        var (across, spread) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            across += (i - middle) * (values[i] - mean);
            spread += (values[i] - mean) * (values[i] - mean);
        }
        var time = bars * ((bars * (double)bars) - 1) / 12;
        var noise = Ties.Noise(mean);
        var slope = Ties.Difference(across, 0, bars * (double)bars / 4 * noise) / time;
        (lines[0], lines[1]) = (mean + (slope * middle), slope);
        lines[2] = spread <= bars * noise * noise ? double.NaN : across * across / (time * spread);
    }
}

/// <summary>
/// Hurst's exponent of the last n log-returns by rescaled range: the slope of log(R/S) on the log of the piece's length, for pieces of
/// n, n/2, n/4, … ≥ 8 returns, cut from the newest backwards.
/// </summary>
internal sealed class HurstExponent(int bars) : ValueLineKernel
{
    private const int ShortestPiece = 8;
    private readonly TrailingWindow _returns = new(bars);
    private double _last = double.NaN;

    public override int WarmUpBars => bars + 1;

    /// <summary>
    /// Returns looked at for a bar, four times each: every length of piece goes over the window twice, and a step there is twice an
    /// addition.
    /// </summary>
    public static long Steps(int bars)
    {
        var lengths = 0;
        for (var length = bars; length >= ShortestPiece; length /= 2)
            lengths++;
        return 4L * bars * lengths;
    }

    protected override double Step(double value)
    {
        if (value <= 0)
            return double.NaN;
        var change = Math.Log(value / _last);
        _last = value;
        if (double.IsNaN(change))
            return double.NaN;
        _returns.Add(change);
        return _returns.IsFull ? Slope(_returns.Values) : double.NaN;
    }

    private static double Slope(ReadOnlySpan<double> returns)
    {
        var (n, sx, sy, sxx, sxy) = (0, 0.0, 0.0, 0.0, 0.0);
        for (var length = returns.Length; length >= ShortestPiece; length /= 2)
        {
            var rescaled = MeanRescaledRange(returns, length);
            if (!(rescaled > 0))
                continue;
            var (x, y) = (Math.Log(length), Math.Log(rescaled));
            (n, sx, sy, sxx, sxy) = (n + 1, sx + x, sy + y, sxx + (x * x), sxy + (x * y));
        }
        return n < 2 ? double.NaN : ((n * sxy) - (sx * sy)) / ((n * sxx) - (sx * sx));
    }

    private static double MeanRescaledRange(ReadOnlySpan<double> returns, int length)
    {
        var (sum, pieces) = (0.0, 0);
        for (var end = returns.Length; end >= length; end -= length)
        {
            var rescaled = RescaledRange(returns[(end - length)..end]);
            if (!double.IsNaN(rescaled))
                (sum, pieces) = (sum + rescaled, pieces + 1);
        }
        return sum / pieces;
    }

    // Range of the running sum of deviations from the piece's mean, over the piece's standard deviation.
    private static double RescaledRange(ReadOnlySpan<double> piece)
    {
        var mean = 0.0;
        foreach (var value in piece)
            mean += value;
        mean /= piece.Length;
        var (walk, highest, lowest, squares) = (0.0, double.NegativeInfinity, double.PositiveInfinity, 0.0);
        foreach (var value in piece)
        {
            walk += value - mean;
            (highest, lowest) = (Math.Max(highest, walk), Math.Min(lowest, walk));
            squares += (value - mean) * (value - mean);
        }
        return squares == 0 ? double.NaN : (highest - lowest) / Math.Sqrt(squares / piece.Length);
    }
}
