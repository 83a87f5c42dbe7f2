using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>
/// Turns codes so that they mean the same from fold to fold. A network finds a code up to a linear map; here the code is centred, its axes
/// scaled to a deviation of 1, and turned by the orthogonal matrix that brings it closest to the first principal components of the inputs
/// (Schönemann, A generalized solution of the orthogonal Procrustes problem, Psychometrika 31, 1966). The order and signs of the components
/// become those of the code.
/// </summary>
/// <param name="Mean">[code]</param>
/// <param name="Matrix">[code × column] row-major.</param>
internal sealed record CodeTurn(double[] Mean, double[] Matrix)
{
    // An axis with less than this share of the largest one's variance says next to nothing, and is not blown up to say as much.
    private const double SmallestShare = 0.01;

    /// <summary>Of the codes of some rows.</summary>
    /// <param name="codes">[row][code].</param>
    /// <param name="components">[row][code] scores of the first principal components of their inputs, the largest first.</param>
    public static CodeTurn Of(double[][] codes, double[][] components)
    {
        var mean = Means(codes);
        var centred = Matrix<double>.Build.DenseOfRowArrays(codes).MapIndexed((_, k, code) => code - mean[k]);
        var aimed = Matrix<double>.Build.DenseOfRowArrays(components);
        var scaling = Scaling(centred.TransposeThisAndMultiply(centred) / codes.Length);
        var closest = (centred * scaling).TransposeThisAndMultiply(aimed).Svd();
        var turn = scaling * closest.U * closest.VT;
        return new(mean, turn.ToRowMajorArray());
    }

    /// <summary>A code, turned.</summary>
    public double[] Apply(double[] code)
    {
        var turned = new double[code.Length];
        for (var k = 0; k < code.Length; k++)
        {
            for (var j = 0; j < turned.Length; j++)
                turned[j] += (code[k] - Mean[k]) * Matrix[(k * turned.Length) + j];
        }
        return turned;
    }

    // C^−½ with small eigenvalues raised; the symmetric root moves the axes least.
    private static Matrix<double> Scaling(Matrix<double> covariance)
    {
        var parts = covariance.Evd(Symmetricity.Symmetric);
        var values = parts.EigenValues.Real();
        var smallest = SmallestShare * values.Maximum();
        if (!(smallest > 0))
            return Matrix<double>.Build.DenseIdentity(covariance.RowCount);
        var roots = Matrix<double>.Build.DenseOfDiagonalVector(values.Map(value => 1 / Math.Sqrt(Math.Max(value, smallest))));
        return parts.EigenVectors * roots * parts.EigenVectors.Transpose();
    }

    private static double[] Means(double[][] codes) =>
        [.. Enumerable.Range(0, codes[0].Length).Select(k => codes.Average(code => code[k]))];
}
