namespace Simulator.Portfolios.Construction;

/// <summary>A = LL′ in place, row by row, without allocation: portfolios are rebuilt at every rebalancing of a backtest.</summary>
internal static class Cholesky
{
    // A pivot below this share of its own diagonal element is rounding, not variance.
    private const double PivotTolerance = 1e-12;

    /// <summary>
    /// Replaces the lower triangle of <paramref name="a"/> [n, n] by L. False where A is not positive definite to working precision.
    /// </summary>
    public static bool TryFactor(Span<double> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * n) + j];
                for (var k = 0; k < j; k++)
                    sum -= a[(i * n) + k] * a[(j * n) + k];
                if (i > j)
                    a[(i * n) + j] = sum / a[(j * n) + j];
                else if (sum > PivotTolerance * a[(i * n) + i])
                    a[(i * n) + i] = Math.Sqrt(sum);
                else
                    return false;
            }
        }
        return true;
    }

    /// <summary>Solves LL′x = b in place of <paramref name="b"/>; its length is the size.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> b)
    {
        var n = b.Length;
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                b[i] -= factor[(i * n) + k] * b[k];
            b[i] /= factor[(i * n) + i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                b[i] -= factor[(k * n) + i] * b[k];
            b[i] /= factor[(i * n) + i];
        }
    }
}
