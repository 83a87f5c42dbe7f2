using System.Globalization;

namespace Simulator.Portfolios.Construction;

/// <summary>
/// Moments of returns: <c>returns</c> is [periods, assets] row by row, <c>mean</c> [assets], <c>covariance</c> [assets, assets].
/// </summary>
public static class CovarianceEstimation
{
    /// <summary>Means and sample covariance (n − 1).</summary>
    /// <exception cref="ArgumentException">Spans that do not fit each other, or fewer than two periods.</exception>
    public static void Sample(ReadOnlySpan<double> returns, Span<double> mean, Span<double> covariance)
    {
        var (assets, periods) = Shape(returns, mean, covariance);
        Center(returns, mean);
        covariance.Clear();
        for (var t = 0; t < periods; t++)
            AddProduct(returns.Slice(t * assets, assets), mean, covariance);
        Finish(covariance, assets, 1.0 / (periods - 1));
    }

    /// <summary>
    /// Means and the covariance of Ledoit and Wolf, “A well-conditioned estimator for large-dimensional covariance matrices”, Journal
    /// of Multivariate Analysis 88 (2004), section 3.3: ρ·m·I + (1 − ρ)·S with S the covariance divided by n, m the mean variance, and
    /// ρ = min(b̄², d²)/d².
    /// </summary>
    /// <returns>The shrinkage ρ, in [0, 1].</returns>
    /// <exception cref="ArgumentException">Spans that do not fit each other, or fewer than two periods.</exception>
    public static double LedoitWolf(ReadOnlySpan<double> returns, Span<double> mean, Span<double> covariance)
    {
        var (assets, periods) = Shape(returns, mean, covariance);
        Center(returns, mean);
        covariance.Clear();
        for (var t = 0; t < periods; t++)
            AddProduct(returns.Slice(t * assets, assets), mean, covariance);
        Finish(covariance, assets, 1.0 / periods);
        var (m, squares) = (0.0, 0.0);
        for (var i = 0; i < assets; i++)
            m += covariance[(i * assets) + i] / assets;
        foreach (var v in covariance)
            squares += v * v;
        var distance = squares - (m * m * assets);
        if (!(distance > 0))
            return 0; // one asset, or a multiple of the identity already
        var shrinkage = Math.Min(Scatter(returns, mean, covariance, squares), distance) / distance;
        for (var i = 0; i < assets; i++)
        {
            for (var j = 0; j < assets; j++)
                covariance[(i * assets) + j] = ((1 - shrinkage) * covariance[(i * assets) + j]) + (i == j ? shrinkage * m : 0);
        }
        return shrinkage;
    }

    // b̄² = Σ‖xₜxₜ′ − S‖² ÷ n², and ‖xx′ − S‖² = (x′x)² − 2x′Sx + ‖S‖².
    private static double Scatter(ReadOnlySpan<double> returns, ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance, double squares)
    {
        var assets = mean.Length;
        var (periods, sum) = (returns.Length / assets, 0.0);
        for (var t = 0; t < periods; t++)
        {
            var row = returns.Slice(t * assets, assets);
            var (length, form) = (0.0, 0.0);
            for (var i = 0; i < assets; i++)
            {
                var x = row[i] - mean[i];
                length += x * x;
                for (var j = 0; j < assets; j++)
                    form += x * covariance[(i * assets) + j] * (row[j] - mean[j]);
            }
            sum += (length * length) - (2 * form) + squares;
        }
        return sum / periods / periods;
    }

    private static (int Assets, int Periods) Shape(ReadOnlySpan<double> returns, ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance)
    {
        var assets = mean.Length;
        if (assets == 0 || covariance.Length != assets * assets || returns.Length % assets != 0)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{returns.Length} returns, {assets} means and {covariance.Length} covariances do not "
                        + $"match: returns are [periods, assets], covariances [assets, assets]"
                )
            );
        if (returns.Length < 2 * assets)
            throw new ArgumentException(
                FormattableString.Invariant($"a covariance needs at least 2 periods, was {returns.Length / assets}")
            );
        return (assets, returns.Length / assets);
    }

    private static void Center(ReadOnlySpan<double> returns, Span<double> mean)
    {
        var assets = mean.Length;
        mean.Clear();
        for (var k = 0; k < returns.Length; k += assets)
        {
            for (var i = 0; i < assets; i++)
                mean[i] += returns[k + i];
        }
        foreach (ref var m in mean)
            m /= returns.Length / assets;
    }

    private static void AddProduct(ReadOnlySpan<double> row, ReadOnlySpan<double> mean, Span<double> sums)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var x = row[i] - mean[i];
            for (var j = 0; j <= i; j++)
                sums[(i * row.Length) + j] += x * (row[j] - mean[j]);
        }
    }

    private static void Finish(Span<double> sums, int assets, double scale)
    {
        for (var i = 0; i < assets; i++)
        {
            for (var j = 0; j <= i; j++)
                sums[(j * assets) + i] = sums[(i * assets) + j] *= scale;
        }
    }
}
