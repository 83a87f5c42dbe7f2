using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>
/// The newest of the last n values without its noise: their wavelet coefficients, each detail drawn towards zero by
/// λ = σ √(2 ln n), σ = median |finest details| / 0.6745, transformed back. (Donoho and Johnstone, Ideal Spatial Adaptation by Wavelet
/// Shrinkage, Biometrika 81, 1994: the universal threshold, soft.) The window ends at the newest value, so nothing later takes part; beyond
/// it the values are mirrored.
/// </summary>
public sealed class WaveletTrend : ValueLineKernel
{
    private const double NormalMedian = 0.6745;

    private readonly TrailingWindow _window;
    private readonly WaveletTransform _transform;
    private readonly int _levels;
    private readonly double _perDeviation;
    private readonly double[] _sizes;

    /// <summary>Denoises windows.</summary>
    /// <param name="windowBars">n, ≥ (2·moments − 1)·2^levels.</param>
    /// <param name="levels">Levels whose details are drawn to zero, ≥ 1.</param>
    /// <param name="moments">Vanishing moments of the wavelet: 1 Haar's, 2 Daubechies' of four taps.</param>
    public WaveletTrend(int windowBars, int levels, int moments)
    {
        _transform = new WaveletTransform(moments, levels, windowBars);
        (_window, _levels) = (new TrailingWindow(windowBars), levels);
        _perDeviation = Math.Sqrt(2 * Math.Log(windowBars));
        _sizes = new double[_transform.Detail(1).Length];
    }

    /// <inheritdoc/>
    public override int WarmUpBars => _window.Length;

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        _window.Add(value);
        if (!_window.IsFull)
            return double.NaN;
        _transform.Decompose(_window.Values);
        var threshold = _perDeviation * Deviation(_transform.Detail(1));
        for (var level = 1; level <= _levels; level++)
        {
            foreach (ref var detail in _transform.Detail(level))
                detail = Math.CopySign(Math.Max(Math.Abs(detail) - threshold, 0), detail);
        }
        return _transform.Reconstruct()[^1];
    }

    private double Deviation(ReadOnlySpan<double> details)
    {
        for (var i = 0; i < _sizes.Length; i++)
            _sizes[i] = Math.Abs(details[i]);
        Array.Sort(_sizes);
        return (_sizes[(_sizes.Length - 1) / 2] + _sizes[_sizes.Length / 2]) / 2 / NormalMedian;
    }
}
