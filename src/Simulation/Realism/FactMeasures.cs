using Simulator.Diagnostics;
using Simulator.Generation;
using Simulator.Numerics;
using Simulator.Volatility;

namespace Simulator.Realism;

/// <summary>The formulas behind the stylised facts (Cont 2001), each of one series of log-returns.</summary>
public static class FactMeasures
{
    /// <summary>Share of the observations that the Hill estimate calls a tail.</summary>
    public const double TailShare = 0.05;

    private const int FewestOfATail = 10;

    /// <summary>
    /// [k − 1] correlation of x[t] with y[t + k] for k = 1 … <paramref name="lags"/>, one mean and variance for all lags.
    /// </summary>
    public static double[] CrossCorrelations(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int lags)
    {
        var (a, b) = (Autocorrelations.Deviations(x), Autocorrelations.Deviations(y));
        var scale = Math.Sqrt(Autocorrelations.CrossSum(a, 0) * Autocorrelations.CrossSum(b, 0));
        var correlations = new double[lags];
        for (var k = 1; k <= lags; k++)
        {
            var sum = 0.0;
            for (var t = 0; t + k < a.Length; t++)
                sum += a[t] * b[t + k];
            correlations[k - 1] = Moments.Ratio(sum, scale);
        }
        return correlations;
    }

    /// <summary>[k − 1] autocorrelation at lag k = 1 … <paramref name="lags"/>.</summary>
    public static double[] Correlations(ReadOnlySpan<double> x, int lags) => CrossCorrelations(x, x, lags);

    /// <summary>
    /// Hill's (1975) tail index of the upper tail: k ÷ Σ ln(x₍ᵢ₎/x₍ₖ₊₁₎) over the k largest values. A smaller one is a heavier tail;
    /// moments of that order and above do not exist.
    /// </summary>
    /// <param name="values">Values; of the lower tail, their negatives.</param>
    /// <param name="share">k as a share of the values.</param>
    public static double Hill(ReadOnlySpan<double> values, double share = TailShare)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var k = (int)(share * sorted.Length);
        if (k < FewestOfATail || !(sorted[^(k + 1)] > 0))
            return double.NaN;
        var sum = 0.0;
        for (var i = 1; i <= k; i++)
            sum += Math.Log(sorted[^i] / sorted[^(k + 1)]);
        return Moments.Ratio(k, sum);
    }

    /// <summary>Excess kurtosis of the sums of <paramref name="bars"/> returns that overlap.</summary>
    public static double ExcessKurtosis(ReadOnlySpan<double> returns, int bars) => Moments.Kurtosis(Sums(returns, bars)) - 3;

    /// <summary>[i] sum of the <paramref name="bars"/> values from i on.</summary>
    public static double[] Sums(ReadOnlySpan<double> values, int bars)
    {
        var sums = new double[Math.Max(0, values.Length - bars + 1)];
        for (var i = 0; i < sums.Length; i++)
        {
            foreach (var value in values.Slice(i, bars))
                sums[i] += value;
        }
        return sums;
    }

    /// <summary>
    /// Gain and loss asymmetry (Jensen, Johansen and Simonsen 2003): ln of the median time to a fall by a level over the median time to a
    /// rise by it, from every bar on, of the price without its trend. The level is <paramref name="deviations"/> standard deviations of a
    /// return. Below 0 where falls are faster; NaN where half of the waits do not end.
    /// </summary>
    public static double GainLossAsymmetry(ReadOnlySpan<double> returns, double deviations)
    {
        var detrended = Autocorrelations.Deviations(returns);
        var level = deviations * Math.Sqrt(Autocorrelations.CrossSum(detrended, 0) / detrended.Length);
        return Math.Log(MedianWait(detrended, -level) / MedianWait(detrended, level));
    }

    /// <summary>Median number of bars until the sum of returns has reached a level, over all starts; NaN where half never do.</summary>
    public static double MedianWait(ReadOnlySpan<double> returns, double level)
    {
        var waits = new double[returns.Length];
        for (var start = 0; start < waits.Length; start++)
        {
            var (sum, t) = (0.0, start);
            while (t < returns.Length && (level > 0 ? sum < level : sum > level))
                sum += returns[t++];
            waits[start] = (level > 0 ? sum >= level : sum <= level) ? t - start : double.PositiveInfinity;
        }
        var median = Median.Of(waits);
        return double.IsFinite(median) ? median : double.NaN;
    }

    /// <summary>Intermittency: standard deviation over mean of the sums of r² in stretches of <paramref name="bars"/> bars.</summary>
    public static double Burstiness(ReadOnlySpan<double> returns, int bars)
    {
        var sums = new double[returns.Length / bars];
        for (var i = 0; i < sums.Length; i++)
        {
            foreach (var r in returns.Slice(i * bars, bars))
                sums[i] += r * r;
        }
        return Moments.Ratio(Moments.StandardDeviation(sums), Moments.Mean(sums));
    }

    /// <summary>The returns of a path divided by the volatility of a GARCH(1,1) with normal innovations fitted to it.</summary>
    public static ReturnPath Filtered(ReturnPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var model = GarchFit.Of(path.Return, isAsymmetric: false, Innovations.Gaussian);
        var variances = model.Variances(path.Return);
        double[] filtered = [.. path.Return.Select((r, i) => Moments.Ratio(r - model.Mean, Math.Sqrt(variances[i])))];
        return path with { Return = filtered };
    }

    /// <summary>
    /// Slow decay: the exponent β of ρ(k) ∝ k^−β of |r|, by a line through the logarithms of the mean autocorrelations of lags 1, 2–3, 4–7,
    /// 8–15, 16–31 and 32–63 over the logarithms of the middles. A mean below 0.01 counts as 0.01. NaN where the first three lags do not
    /// lie above 0 by two standard errors on average: then there is nothing that decays.
    /// </summary>
    public static double DecayExponent(ReadOnlySpan<double> returns)
    {
        const int Octaves = 6;
        const double Floor = 0.01;
        var sizes = returns.ToArray();
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = Math.Abs(sizes[i]);
        if (sizes.Length <= 1 << Octaves)
            return double.NaN;
        var correlations = Correlations(sizes, (1 << Octaves) - 1);
        if (!(correlations[..3].Average() > 2 / Math.Sqrt(sizes.Length)))
            return double.NaN;
        var (ones, places, logs) = (new double[Octaves], new double[Octaves], new double[Octaves]);
        for (var o = 0; o < Octaves; o++)
        {
            var (first, last) = (1 << o, (2 << o) - 1);
            (ones[o], places[o]) = (1, Math.Log(Math.Sqrt(first * (double)last)));
            logs[o] = Math.Log(Math.Max(Floor, correlations.AsSpan(first - 1, last - first + 1).ToArray().Average()));
        }
        return -LeastSquares.Fit([ones, places], logs)[1];
    }

    /// <summary>
    /// Asymmetry of time scales (Müller et al. 1997): the correlation of the coarse volatility |Σr| of <paramref name="bars"/> bars with
    /// the fine one Σ|r| of the bars after, less that of the fine with the coarse after. Above 0 where the coarse one foretells the
    /// fine one better.
    /// </summary>
    public static double ScaleAsymmetry(ReadOnlySpan<double> returns, int bars)
    {
        var sizes = returns.ToArray();
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = Math.Abs(sizes[i]);
        var fine = Sums(sizes, bars);
        var coarse = Sums(returns, bars);
        for (var i = 0; i < coarse.Length; i++)
            coarse[i] = Math.Abs(coarse[i]);
        return fine.Length <= bars + 2
            ? double.NaN
            : Correlation(coarse.AsSpan(..^bars), fine.AsSpan(bars..)) - Correlation(fine.AsSpan(..^bars), coarse.AsSpan(bars..));
    }

    /// <summary>Pearson's correlation; NaN where one does not vary.</summary>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Moments.Ratio(Moments.Covariance(x, y), Math.Sqrt(Moments.Variance(x) * Moments.Variance(y)));
}
