using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// First weights from the fold's own stream, so that they depend neither on the process-wide generator nor on what else runs.
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

    /// <summary>Overwrites a parameter with values in row-major order.</summary>
    public static void Fill(Tensor parameter, float[] values)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        parameter.copy_(tensor(values).reshape(parameter.shape));
    }
}
