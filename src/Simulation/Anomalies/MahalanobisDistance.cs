using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Anomalies;

/// <summary>
/// Distance from the middle of rows by their covariance (Mahalanobis, On the Generalised Distance in Statistics, 1936), fitted twice: the
/// worst share of the first fit, whose values are limited to ±3, is left out of the second. Over √columns, so that an ordinary row is near
/// 1.
/// </summary>
internal sealed class MahalanobisDistance
{
    private const float Limit = 3;
    private const double Ridge = 0.01;

    private readonly Vector<double> _mean;
    private readonly Matrix<double> _factor;

    private MahalanobisDistance(float[][] rows)
    {
        var width = rows[0].Length;
        _mean = Vector<double>.Build.Dense(width, j => rows.Average(r => (double)r[j]));
        var covariance = Matrix<double>.Build.Dense(width, width);
        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j <= i; j++)
                    covariance[i, j] += (row[i] - _mean[i]) * (row[j] - _mean[j]) / rows.Length;
            }
        }
        for (var i = 0; i < width; i++)
        {
            covariance[i, i] += Ridge;
            for (var j = 0; j < i; j++)
                covariance[j, i] = covariance[i, j];
        }
        _factor = covariance.Cholesky().Factor;
    }

    public static MahalanobisDistance Of(float[][] rows, double trim)
    {
        var first = new MahalanobisDistance([.. rows.Select(r => r.Select(v => Math.Clamp(v, -Limit, Limit)).ToArray())]);
        var kept = rows.OrderBy(first.Of).Take(Math.Max(1, (int)(rows.Length * (1 - trim)))).ToArray();
        return new MahalanobisDistance(kept);
    }

    public double Of(float[] row)
    {
        // Lower triangle forwards: |L⁻¹(x − mean)|.
        var (solved, sum) = (new double[row.Length], 0.0);
        for (var i = 0; i < row.Length; i++)
        {
            var value = row[i] - _mean[i];
            for (var j = 0; j < i; j++)
                value -= _factor[i, j] * solved[j];
            solved[i] = value / _factor[i, i];
            sum += solved[i] * solved[i];
        }
        return Math.Sqrt(sum / row.Length);
    }
}
