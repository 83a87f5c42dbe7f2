using MathNet.Numerics;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>
/// An encoder at work, row by row in double precision, so that a row's code depends neither on how many rows are asked for together nor on
/// the machine's matrix kernels.
/// </summary>
/// <param name="widths">From the inputs to the code.</param>
/// <param name="weights">
/// Layer by layer the matrix, [outputs, inputs] row-major, and the bias; of a last layer wider than the code the first outputs count.
/// </param>
internal sealed class DenseEncoder(int[] widths, double[][] weights)
{
    /// <summary>The code of a row.</summary>
    public double[] Code(ReadOnlySpan<float> row)
    {
        var values = new double[row.Length];
        for (var c = 0; c < row.Length; c++)
            values[c] = row[c];
        for (var k = 0; k + 1 < widths.Length; k++)
        {
            values = Layer(values, widths[k + 1], weights[2 * k], weights[(2 * k) + 1]);
            if (k + 2 < widths.Length)
                Gelu(values);
        }
        return values;
    }

    private static double[] Layer(double[] inputs, int outputs, double[] matrix, double[] bias)
    {
        var values = new double[outputs];
        for (var o = 0; o < outputs; o++)
        {
            var sum = bias[o];
            for (var i = 0; i < inputs.Length; i++)
                sum += matrix[(o * inputs.Length) + i] * inputs[i];
            values[o] = sum;
        }
        return values;
    }

    // x Φ(x): Hendrycks and Gimpel, Gaussian Error Linear Units, 2016, equation 1.
    private static void Gelu(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] *= 0.5 * SpecialFunctions.Erfc(-values[i] / Math.Sqrt(2));
    }
}
