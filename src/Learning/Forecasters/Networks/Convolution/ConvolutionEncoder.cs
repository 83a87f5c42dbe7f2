using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Convolution;

/// <summary>
/// A temporal convolutional network: residual layers whose dilation doubles, so that a few of them see the whole window; the state is what
/// they say at the last bar.
/// </summary>
internal sealed class ConvolutionEncoder : WindowEncoder
{
    private readonly ModuleList<CausalConvolution> _layers = new();

    /// <summary>Of so many channels and layers.</summary>
    public ConvolutionEncoder(int features, int channels, int layers, int kernel, Device device, SplitMix64 random)
        : base(nameof(ConvolutionEncoder), channels)
    {
        for (var k = 0; k < layers; k++)
            _layers.Add(new CausalConvolution(k == 0 ? features : channels, channels, kernel, 1 << k, device, random));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor windows, DropMask mask)
    {
        var sequence = windows.transpose(1, 2); // [batch, features, window]
        for (var k = 0; k < _layers.Count; k++)
            sequence = _layers[k].Apply(sequence, mask); // [batch, channels, window]
        return sequence.select(2, sequence.shape[2] - 1);
    }
}
