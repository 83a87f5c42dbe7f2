using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Networks;

/// <summary>
/// First weights from a training's own stream, so that they depend neither on the process-wide generator nor on what else runs.
/// </summary>
internal static class Initialisation
{
    /// <summary>Uniform on ±1/√fan (PyTorch's default bounds; fan = inputs of a unit, or hidden units of an LSTM).</summary>
    public static void Uniform(Tensor parameter, double fan, SplitMix64 random)
    {
        var values = new float[parameter.numel()];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(((2 * random.NextDouble()) - 1) / Math.Sqrt(fan));
        Fill(parameter, values);
    }

    /// <summary>
    /// A matrix with orthogonal rows or columns, whichever are fewer, of length <paramref name="gain"/>: the Q of a normal matrix's QR
    /// factors, its signs those of R's diagonal, so that every orientation is as likely (Saxe et al. 2014; as PyTorch's orthogonal_).
    /// </summary>
    /// <param name="parameter">[rows, columns].</param>
    /// <param name="gain">Length of each row or column.</param>
    /// <param name="random">Where the normal matrix comes from.</param>
    public static void Orthogonal(Tensor parameter, double gain, SplitMix64 random)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (rows, columns) = (parameter.shape[0], parameter.shape[1]);
        var values = new double[rows * columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextGaussian();
        var normal = tensor(values, [Math.Max(rows, columns), Math.Min(rows, columns)]); // tall
        var (q, r) = linalg.qr(normal);
        q = q * r.diagonal().sign() * gain;
        parameter.copy_(rows < columns ? q.t() : q);
    }

    /// <summary>Overwrites a parameter with values in row-major order.</summary>
    public static void Fill(Tensor parameter, float[] values)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        parameter.copy_(tensor(values).reshape(parameter.shape));
    }
}
