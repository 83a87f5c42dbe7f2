using System.Runtime.Intrinsics;
using Simulator.Seeding;
using static System.Runtime.Intrinsics.Vector512;

namespace Simulator.Learning.Agents.Dense;

/// <summary>
/// Noisy layers with factorised Gaussian noise (Fortunato et al. 2018, section 3): a parameter is μ + σ·ε, with ε = f(a)·f(b) for the
/// weight from input a to output b, f(b) for its bias, f(x) = sign x · √|x| of standard normals.
/// </summary>
internal sealed unsafe class FactorisedNoise
{
    private readonly DenseLayer[] _layers;
    private readonly ParameterBlock _mean;
    private readonly AlignedFloats _noise;
    private readonly float[] _factors; // of a layer's inputs

    /// <summary>No noise is drawn yet.</summary>
    /// <param name="layers">Of the network.</param>
    /// <param name="mean">μ.</param>
    public FactorisedNoise(DenseLayer[] layers, ParameterBlock mean)
    {
        (_layers, _mean) = (layers, mean);
        _factors = new float[layers.Max(l => l.Inputs)];
        (Deviation, Effective, _noise) = (new(mean.Values.Length), new(mean.Values.Length), new(mean.Values.Length));
    }

    /// <summary>σ.</summary>
    public ParameterBlock Deviation { get; }

    /// <summary>The parameters with their noise.</summary>
    public AlignedFloats Effective { get; }

    /// <summary>Draws the noise anew, layer by layer, that of the inputs before that of the outputs.</summary>
    public void Resample(SplitMix64 random)
    {
        foreach (var layer in _layers)
        {
            var bias = _noise.Pointer + layer.BiasAt;
            for (var i = 0; i < layer.Inputs; i++)
                _factors[i] = Root(random.NextGaussian());
            for (var o = 0; o < layer.Outputs; o++)
                bias[o] = Root(random.NextGaussian());
            for (var i = 0; i < layer.Inputs; i++)
            {
                var row = _noise.Pointer + layer.At + (i * layer.Width);
                var factor = Create(_factors[i]);
                for (var v = 0; v < layer.Width; v += Product.Lanes)
                    (factor * Load(bias + v)).Store(row + v);
            }
        }
        Apply();
    }

    /// <summary>Leaves the noise out, as if it were 0, until <see cref="Apply"/>.</summary>
    public void Quieten() => _mean.Values.Span.CopyTo(Effective.Span);

    /// <summary>μ + σ·ε with the noise drawn last.</summary>
    public void Apply()
    {
        float* to = Effective.Pointer,
            mean = _mean.Values.Pointer,
            deviation = Deviation.Values.Pointer,
            noise = _noise.Pointer;
        for (var i = 0; i < Effective.Length; i += Product.Lanes)
            FusedMultiplyAdd(Load(deviation + i), Load(noise + i), Load(mean + i)).Store(to + i);
    }

    /// <summary>Gradients of σ from those of the parameters: ∂L/∂σ = ε·∂L/∂w.</summary>
    public void Differentiate(AlignedFloats gradients)
    {
        float* to = Deviation.Gradients.Pointer,
            from = gradients.Pointer,
            noise = _noise.Pointer;
        for (var i = 0; i < gradients.Length; i += Product.Lanes)
            (Load(from + i) * Load(noise + i)).Store(to + i);
    }

    /// <summary>Writes the noise.</summary>
    public void Save(BinaryWriter writer) => _noise.Save(writer);

    /// <summary>Reads the noise, after μ and σ were read.</summary>
    public void Restore(BinaryReader reader)
    {
        _noise.Restore(reader);
        Apply();
    }

    private static float Root(double x) => (float)(Math.Sign(x) * Math.Sqrt(Math.Abs(x)));
}
