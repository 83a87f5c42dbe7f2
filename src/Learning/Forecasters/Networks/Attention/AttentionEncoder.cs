using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Attention;

/// <summary>
/// A transformer's encoder: features become numbers per bar, each place of the window adds numbers of its own that are learned, blocks of
/// attention follow; the state is what they say at the last bar. No place is masked, since the whole window is past.
/// </summary>
internal sealed class AttentionEncoder : WindowEncoder
{
    private readonly int _windowBars;
    private readonly Linear _project;
    private readonly Parameter _places; // [window, hidden]
    private readonly LayerNorm _norm;
    private readonly ModuleList<AttentionBlock> _blocks = new();

    /// <summary>Over windows of <paramref name="windowBars"/> bars.</summary>
    public AttentionEncoder(int features, int windowBars, int hidden, int layers, int heads, Device device, SplitMix64 random)
        : base(nameof(AttentionEncoder), hidden)
    {
        _windowBars = windowBars;
        _project = nn.Linear(features, hidden, device: device);
        _places = new Parameter(zeros([windowBars, hidden], device: device));
        _norm = nn.LayerNorm([hidden], device: device);
        for (var k = 0; k < layers; k++)
            _blocks.Add(new AttentionBlock(hidden, heads, device, random));
        RegisterComponents();
        Initialise(_project, features, random);
        Initialisation.Uniform(_places, 100, random);
    }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor windows, DropMask mask)
    {
        Shapes.Require(windows, nameof(windows), Shapes.Any, _windowBars, Shapes.Any);
        var sequence = _project.call(windows) + _places; // [batch, window, hidden]
        for (var k = 0; k < _blocks.Count; k++)
            sequence = _blocks[k].Apply(sequence, mask);
        return _norm.call(sequence.select(1, _windowBars - 1));
    }
}
