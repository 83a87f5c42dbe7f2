using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Convolution;

/// <summary>
/// One residual layer of a temporal convolutional network (Bai, Kolter and Koltun 2018): two dilated convolutions that read the bar itself
/// and bars before it, each with SiLU and dropout, beside a straight connection.
/// </summary>
internal sealed class CausalConvolution : nn.Module
{
    private readonly int _inputs,
        _dilation,
        _padding;
    private readonly Conv1d _first;
    private readonly Conv1d _second;
    private readonly Conv1d? _straight;

    /// <summary>From so many channels to others.</summary>
    public CausalConvolution(int inputs, int channels, int kernel, int dilation, Device device, SplitMix64 random)
        : base(nameof(CausalConvolution))
    {
        (_inputs, _dilation, _padding) = (inputs, dilation, (kernel - 1) * dilation);
        _first = nn.Conv1d(inputs, channels, kernel, device: device);
        _second = nn.Conv1d(channels, channels, kernel, device: device);
        _straight = inputs == channels ? null : nn.Conv1d(inputs, channels, 1, device: device);
        RegisterComponents();
        Fill(_first, inputs * kernel, random);
        Fill(_second, channels * kernel, random);
        if (_straight is not null)
            Fill(_straight, inputs, random);
    }

    /// <summary>Its outputs.</summary>
    /// <param name="sequence">[batch, inputs, window].</param>
    /// <param name="mask">Switches channels off while training.</param>
    /// <returns>[batch, channels, window].</returns>
    public Tensor Apply(Tensor sequence, DropMask mask)
    {
        Shapes.Require(sequence, nameof(sequence), Shapes.Any, _inputs, Shapes.Any);
        var h = Drop(nn.functional.silu(_first.Along(sequence, _dilation, _padding, 0)), mask); // [batch, channels, window]
        h = Drop(nn.functional.silu(_second.Along(h, _dilation, _padding, 0)), mask);
        return h + (_straight is null ? sequence : _straight.Along(sequence, 1, 0, 0));
    }

    private static Tensor Drop(Tensor h, DropMask mask) => mask.ApplyOverTime(h.transpose(1, 2)).transpose(1, 2);

    private static void Fill(Conv1d layer, double fan, SplitMix64 random)
    {
        foreach (var parameter in layer.parameters())
            Initialisation.Uniform(parameter, fan, random);
    }
}
