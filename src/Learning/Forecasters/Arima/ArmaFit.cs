using Simulator.Numerics;

namespace Simulator.Learning.Forecasters.Arima;

/// <summary>
/// rₜ = c + Σφᵢrₜ₋ᵢ + eₜ + Σθⱼeₜ₋ⱼ by conditional sum of squares, errors before the first whole row taken as 0 (Box and Jenkins 1970,
/// chapter 7). It starts from Hannan and Rissanen (1982): errors of a long autoregression stand in for the unknown ones. Without θ the
/// start is the answer.
/// </summary>
/// <param name="Constant">c.</param>
/// <param name="Ar">φ₁ … φₚ.</param>
/// <param name="Ma">θ₁ … θ_q.</param>
internal sealed record ArmaFit(double Constant, double[] Ar, double[] Ma)
{
    private const int LongestExtra = 10;

    /// <summary>Fits to returns.</summary>
    public static ArmaFit Of(ReadOnlySpan<double> returns, int p, int q)
    {
        var values = returns.ToArray();
        var mean = values.Average();
        var size = Math.Sqrt(values.Sum(r => (r - mean) * (r - mean)) / values.Length);
        if (!(size > 1e-9)) // a price that never moves
            return new(mean, new double[p], new double[q]);
        var scaled = Array.ConvertAll(values, r => (r - mean) / size);
        var start = Start(scaled, p, q);
        var free = q == 0 ? start : Improved(scaled, p, q, start);
        var (ar, ma) = (free[1..(p + 1)], free[(p + 1)..]);
        return new((free[0] * size) + (mean * (1 - ar.Sum())), ar, ma);
    }

    /// <summary>[i] the forecast of return i from those before it; one more than there are returns.</summary>
    public double[] Means(ReadOnlySpan<double> returns)
    {
        var (means, errors) = (new double[returns.Length + 1], new double[returns.Length]);
        for (var t = 0; t < means.Length; t++)
        {
            means[t] = Constant;
            for (var i = 0; i < Ar.Length && t > i; i++)
                means[t] += Ar[i] * returns[t - 1 - i];
            for (var j = 0; j < Ma.Length && t > j; j++)
                means[t] += Ma[j] * errors[t - 1 - j];
            if (t < errors.Length && t >= Ar.Length)
                errors[t] = returns[t] - means[t];
        }
        return means;
    }

    // Of returns that are nearly white the start can have errors that grow without bound; so can a fit. Then the errors count for nothing.
    private static double[] Improved(double[] x, int p, int q, double[] start)
    {
        double[] plain = [.. Start(x, p, 0), .. new double[q]];
        var limit = LossOf(x, p, plain);
        var from = LossOf(x, p, start) <= limit ? start : plain;
        var found = QuasiNewton.Minimise((point, gradient) => Loss(x, p, point, gradient), from).Point;
        return LossOf(x, p, found) <= limit ? found : plain;
    }

    private static double LossOf(double[] x, int p, double[] free) => Loss(x, p, free, new double[free.Length]);

    private static double[] Start(double[] x, int p, int q)
    {
        if (q == 0)
            return LeastSquares.Fit([Ones(x.Length - p), .. Lags(x, p, p)], x.AsSpan(p));
        var longest = Math.Min(p + q + LongestExtra, x.Length / 4);
        var coefficients = LeastSquares.Fit([Ones(x.Length - longest), .. Lags(x, longest, longest)], x.AsSpan(longest));
        var errors = new double[x.Length];
        for (var t = longest; t < x.Length; t++)
        {
            errors[t] = x[t] - coefficients[0];
            for (var i = 1; i <= longest; i++)
                errors[t] -= coefficients[i] * x[t - i];
        }
        var first = longest + q;
        return LeastSquares.Fit([Ones(x.Length - first), .. Lags(x, p, first), .. Lags(errors, q, first)], x.AsSpan(first));
    }

    // Mean of the squared errors, and its gradient by the recursion of the errors' own derivatives.
    private static double Loss(double[] x, int p, ReadOnlySpan<double> free, Span<double> gradient)
    {
        var (k, q) = (free.Length, free.Length - p - 1);
        var (errors, slopes, sum) = (new double[x.Length], new double[x.Length * k], 0.0);
        gradient.Clear();
        for (var t = p; t < x.Length; t++)
        {
            var error = x[t] - free[0];
            var slope = slopes.AsSpan(t * k, k);
            slope[0] = -1;
            for (var i = 1; i <= p; i++)
            {
                error -= free[i] * x[t - i];
                slope[i] = -x[t - i];
            }
            for (var j = 1; j <= q && t >= j; j++)
            {
                var weight = free[p + j];
                error -= weight * errors[t - j];
                slope[p + j] -= errors[t - j];
                for (var c = 0; c < k; c++)
                    slope[c] -= weight * slopes[((t - j) * k) + c];
            }
            errors[t] = error;
            sum += error * error;
            for (var c = 0; c < k; c++)
                gradient[c] += 2 * error * slope[c];
        }
        foreach (ref var slope in gradient)
            slope /= x.Length - p;
        return sum / (x.Length - p);
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private static IEnumerable<double[]> Lags(double[] x, int lags, int first) =>
        Enumerable.Range(1, lags).Select(i => x[(first - i)..(x.Length - i)]);
}
