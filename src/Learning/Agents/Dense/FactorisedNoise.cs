using Simulator.Seeding;

namespace Simulator.Learning.Agents.Dense;

/// <summary>
/// Noisy layers with factorised Gaussian noise (Fortunato et al. 2018, section 3): a parameter is μ + σ·ε, with ε = f(a)·f(b) for the weight
/// from input a to output b, f(b) for its bias, f(x) = sign x · √|x| of standard normals.
/// </summary>
internal sealed unsafe class FactorisedNoise
{
    private readonly DenseLayer[] _layers;
    private readonly ParameterBlock _mean;
    private readonly AlignedFloats _noise;

    /// <summary>No noise is drawn yet.</summary>
    /// <param name="layers">Of the network.</param>
    /// <param name="mean">μ.</param>
    public FactorisedNoise(DenseLayer[] layers, ParameterBlock mean)
    {
        (_layers, _mean) = (layers, mean);
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
            var bias = _noise.Span.Slice(layer.BiasAt, layer.Outputs);
            // The place of the first weight of an input holds its factor until the outputs' are drawn.
            for (var i = 0; i < layer.Inputs; i++)
                _noise.Span[layer.At + (i * layer.Width)] = Root(random.NextGaussian());
            for (var o = 0; o < layer.Outputs; o++)
                bias[o] = Root(random.NextGaussian());
            for (var i = 0; i < layer.Inputs; i++)
            {
                var row = _noise.Span.Slice(layer.At + (i * layer.Width), layer.Outputs);
                var factor = row[0];
                for (var o = 0; o < row.Length; o++)
                    row[o] = factor * bias[o];
            }
        }
        Apply();
    }

    /// <summary>No noise until it is drawn again.</summary>
    public void Quieten()
    {
        _noise.Span.Clear();
        Apply();
    }

    /// <summary>Gradients of σ from those of the parameters: ∂L/∂σ = ε·∂L/∂w.</summary>
    public void Differentiate(AlignedFloats gradients)
    {
        float* to = Deviation.Gradients.Pointer,
            from = gradients.Pointer,
            noise = _noise.Pointer;
        for (var i = 0; i < gradients.Length; i++)
            to[i] = from[i] * noise[i];
    }

    /// <summary>Writes the noise.</summary>
    public void Save(BinaryWriter writer) => _noise.Save(writer);

    /// <summary>Reads the noise, after μ and σ were read.</summary>
    public void Restore(BinaryReader reader)
    {
        _noise.Restore(reader);
        Apply();
    }

    private void Apply()
    {
        float* to = Effective.Pointer,
            mean = _mean.Values.Pointer,
            deviation = Deviation.Values.Pointer,
            noise = _noise.Pointer;
        for (var i = 0; i < Effective.Length; i++)
            to[i] = mean[i] + (deviation[i] * noise[i]);
    }

    private static float Root(double x) => (float)(Math.Sign(x) * Math.Sqrt(Math.Abs(x)));
}
