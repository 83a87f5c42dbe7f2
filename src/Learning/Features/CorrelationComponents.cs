using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Learning.Features;

/// <summary>
/// Principal components of the correlation matrix of returns. A component has length 1. Its largest weight by size is positive, of equal
/// ones (to 1e-9) the first, unless it was turned to others.
/// </summary>
/// <param name="Values">[component] eigenvalues, the largest first; together as many as there are series.</param>
/// <param name="Vectors">[component][series].</param>
/// <param name="Deviations">[series] standard deviation (n − 1) of the returns; 0 where they do not vary.</param>
internal sealed record CorrelationComponents(double[] Values, double[][] Vectors, double[] Deviations)
{
    private const double Equal = 1e-9;
    private const double SmallestDeviation = 1e-12;
    private const int StepRows = 63;

    /// <summary>Of returns.</summary>
    /// <param name="returns">[series][row] finite, at least two rows.</param>
    public static CorrelationComponents Of(double[][] returns)
    {
        var deviations = new double[returns.Length];
        var scaled = new double[returns.Length][];
        for (var i = 0; i < returns.Length; i++)
            (scaled[i], deviations[i]) = Standardised(returns[i]);
        var parts = Correlations(scaled).Evd(Symmetricity.Symmetric);
        int[] order = [.. Enumerable.Range(0, returns.Length).OrderByDescending(k => parts.EigenValues[k].Real)];
        return new(
            [.. order.Select(k => parts.EigenValues[k].Real)],
            [.. order.Select(k => WithSign(parts.EigenVectors.Column(k).ToArray()))],
            deviations
        );
    }

    /// <summary>
    /// [series] v/σ: what the eigen-portfolio of a component holds of each series (Avellaneda and Lee 2010, section 2.1); 0 of one that did
    /// not move.
    /// </summary>
    public double[] Holdings(int component) =>
        [.. Vectors[component].Zip(Deviations, (weight, deviation) => deviation > 0 ? weight / deviation : 0)];

    /// <summary>The same with each component turned so that it points where that of the same rank points in others.</summary>
    public CorrelationComponents TurnedTo(CorrelationComponents others) =>
        this with
        {
            Vectors = [.. Vectors.Zip(others.Vectors, (own, other) => Product(own, other) < 0 ? Turned(own) : own)],
        };

    /// <summary>
    /// Of all rows, turned along the components of the first 63 rows, the first 126 and so on, from 252 on a quarter more each time. Fits
    /// that begin at the same row share those steps, so that a component that changes slowly keeps its sign from fold to fold, also where
    /// two weights of unlike sign are about equal.
    /// </summary>
    /// <param name="returns">[series][row] finite, at least two rows.</param>
    public static CorrelationComponents OfGrowing(double[][] returns)
    {
        var rows = returns[0].Length;
        CorrelationComponents? before = null;
        for (var end = StepRows; end < rows; end += Math.Max(StepRows, end / 4))
            before = Turned(Of(Array.ConvertAll(returns, r => r[..end])), before);
        return Turned(Of(returns), before);
    }

    private static CorrelationComponents Turned(CorrelationComponents components, CorrelationComponents? before) =>
        before is null ? components : components.TurnedTo(before);

    // A series that did not move correlates with nothing but itself.
    private static Matrix<double> Correlations(double[][] scaled)
    {
        var correlations = Matrix<double>.Build.DenseIdentity(scaled.Length);
        for (var i = 0; i < scaled.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var sum = 0.0;
                for (var t = 0; t < scaled[i].Length; t++)
                    sum += scaled[i][t] * scaled[j][t];
                correlations[i, j] = correlations[j, i] = sum / (scaled[i].Length - 1);
            }
        }
        return correlations;
    }

    private static (double[] Values, double Deviation) Standardised(double[] returns)
    {
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (returns.Length - 1));
        return deviation > SmallestDeviation
            ? (Array.ConvertAll(returns, r => (r - mean) / deviation), deviation)
            : (new double[returns.Length], 0);
    }

    private static double[] WithSign(double[] vector)
    {
        var largest = vector.Max(Math.Abs);
        return vector.First(weight => Math.Abs(weight) >= largest - Equal) < 0 ? Turned(vector) : vector;
    }

    private static double[] Turned(double[] vector) => Array.ConvertAll(vector, weight => -weight);

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
