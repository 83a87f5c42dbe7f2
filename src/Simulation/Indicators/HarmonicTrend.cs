using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Indicators;

/// <summary>
/// The trend at the newest bar of a trailing window of W values: a straight line and the N lowest frequencies of the window,
/// <c>a + b j + Σ c_k cos(2πkj/W) + s_k sin(2πkj/W)</c>, k = 1 … N, fitted by least squares and read at the last bar.
/// <para>
/// A plain low-pass Fourier transform bends its last value towards the window's first one, because it repeats the window without end.
/// Fitting
/// the line (detrend) together with the frequencies, each bar weighted by a taper that rises from 0 at the oldest to 1 at the newest
/// (sin² of a quarter turn), has no such seam. The fit is linear in the values, so it is a fixed filter, computed once per (W, N).
/// </para>
/// </summary>
public sealed class HarmonicTrend : ValueLineKernel
{
    private readonly double[] _filter;
    private readonly double[] _window;
    private int _newest = -1;
    private int _seen;

    /// <summary>A trend of <paramref name="components"/> frequencies over <paramref name="windowBars"/> values.</summary>
    /// <param name="components">N, ≥ 1 and below a quarter of the window (2N + 2 coefficients).</param>
    /// <param name="windowBars">W, ≥ 16.</param>
    public HarmonicTrend(int components, int windowBars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowBars, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(components * 4, windowBars, nameof(components));
        _filter = Filter(components, windowBars);
        _window = new double[windowBars];
    }

    /// <inheritdoc/>
    public override int WarmUpBars => _window.Length;

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        _window[_newest = _newest + 1 == _window.Length ? 0 : _newest + 1] = value;
        if (_seen < _window.Length && ++_seen < _window.Length)
            return double.NaN;
        var trend = 0.0;
        for (int j = 0, i = _newest + 1; j < _window.Length; j++, i++)
            trend += _filter[j] * _window[i < _window.Length ? i : i -= _window.Length];
        return trend;
    }

    /// <summary>The weights h with trend = Σ h[j] value[j], oldest first: X_last (XᵀΛX)⁻¹ XᵀΛ, through the QR factors of Λ^½X.</summary>
    private static double[] Filter(int components, int windowBars)
    {
        var taper = new double[windowBars];
        for (var j = 0; j < windowBars; j++)
            taper[j] = Math.Sin(0.5 * Math.PI * (j + 1) / windowBars);
        var weighted = Matrix<double>.Build.Dense(windowBars, (2 * components) + 2, (j, i) => taper[j] * Regressor(i, j, windowBars));
        var last = Vector<double>.Build.Dense((2 * components) + 2, i => Regressor(i, windowBars - 1, windowBars));
        var qr = weighted.QR();
        var projected =
            qr.Q.SubMatrix(0, windowBars, 0, last.Count)
            * qr.R.SubMatrix(0, last.Count, 0, last.Count)
                .TransposeThisAndMultiply(Matrix<double>.Build.DenseIdentity(last.Count))
                .Solve(last);
        return [.. projected.Select((h, j) => h * taper[j])];
    }

    private static double Regressor(int index, int j, int windowBars) =>
        index switch
        {
            0 => 1,
            1 => (double)(j - windowBars + 1) / windowBars,
            _ when index % 2 == 0 => Math.Cos(2 * Math.PI * (index / 2) * j / windowBars),
            _ => Math.Sin(2 * Math.PI * (index / 2) * j / windowBars),
        };
}
