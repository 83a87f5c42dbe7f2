namespace Simulator.Portfolios.Construction;

/// <summary>
/// Equal risk contribution: wᵢ(Σw)ᵢ is the same for every asset. The minimum of ½x′Σx − Σ ln xᵢ / n, scaled to a sum of one (Spinu, “An
/// algorithm for computing risk parity weights”, 2013), found by cyclical coordinate descent (Griveau-Billion, Richard, Roncalli, 2013).
/// </summary>
public static class RiskContribution
{
    private const int MaxSweeps = 10_000;
    private const double Tolerance = 1e-13;

    /// <summary>Weights of equal risk contribution, positive, with sum one.</summary>
    /// <param name="covariance">[assets, assets], every variance positive.</param>
    /// <param name="weights">[assets], written.</param>
    public static void Equalize(ReadOnlySpan<double> covariance, Span<double> weights)
    {
        var n = weights.Length;
        for (var i = 0; i < n; i++)
            weights[i] = 1 / Math.Sqrt(covariance[(i * n) + i] * n);
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            var change = 0.0;
            for (var i = 0; i < n; i++)
            {
                var (others, variance) = (0.0, covariance[(i * n) + i]);
                for (var j = 0; j < n; j++)
                    others += j == i ? 0 : covariance[(i * n) + j] * weights[j];
                var next = (Math.Sqrt((others * others) + (4 * variance / n)) - others) / (2 * variance);
                change = Math.Max(change, Math.Abs((next / weights[i]) - 1));
                weights[i] = next;
            }
            if (change < Tolerance)
                break;
        }
        var sum = 0.0;
        foreach (var w in weights)
            sum += w;
        foreach (ref var w in weights)
            w /= sum;
    }

    /// <summary>Shares of the variance, wᵢ(Σw)ᵢ ÷ w′Σw, into <paramref name="shares"/>; they sum to one.</summary>
    public static void Shares(ReadOnlySpan<double> covariance, ReadOnlySpan<double> weights, Span<double> shares)
    {
        var (n, total) = (weights.Length, 0.0);
        for (var i = 0; i < n; i++)
        {
            shares[i] = 0;
            for (var j = 0; j < n; j++)
                shares[i] += weights[i] * covariance[(i * n) + j] * weights[j];
            total += shares[i];
        }
        foreach (ref var share in shares)
            share /= total;
    }
}
