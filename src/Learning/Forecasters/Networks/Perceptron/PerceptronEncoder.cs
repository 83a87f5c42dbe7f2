using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Perceptron;

/// <summary>Layers of units that each read all of the layer before; the first reads every feature of every bar of the window.</summary>
internal sealed class PerceptronEncoder : WindowEncoder
{
    private readonly int _inputs;
    private readonly ModuleList<Linear> _layers = new();

    /// <summary>Over windows of <paramref name="windowBars"/> bars.</summary>
    public PerceptronEncoder(int features, int windowBars, int hidden, int layers, Device device, SplitMix64 random)
        : base(nameof(PerceptronEncoder), hidden)
    {
        _inputs = features * windowBars;
        for (var k = 0; k < layers; k++)
        {
            var fan = k == 0 ? _inputs : hidden;
            var layer = nn.Linear(fan, hidden, device: device);
            Initialise(layer, fan, random);
            _layers.Add(layer);
        }
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor windows, DropMask mask)
    {
        var state = windows.flatten(1); // [batch, window·features]
        Shapes.Require(state, nameof(windows), Shapes.Any, _inputs);
        for (var k = 0; k < _layers.Count; k++)
            state = nn.functional.silu(_layers[k].call(k == 0 ? state : mask.Apply(state))); // [batch, hidden]
        return state;
    }
}
