using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Attention;

/// <summary>
/// One layer of a transformer's encoder (Vaswani et al. 2017): each bar attends to every bar of the window, then two linear layers; both
/// read normalised values and add to what came in (pre-norm, Xiong et al. 2020).
/// </summary>
internal sealed class AttentionBlock : nn.Module
{
    private readonly int _width,
        _heads;
    private readonly LayerNorm _beforeAttention;
    private readonly LayerNorm _beforeUnits;
    private readonly Linear _queries;
    private readonly Linear _out;
    private readonly Linear _up;
    private readonly Linear _down;

    /// <summary>Over sequences of <paramref name="width"/> numbers per bar.</summary>
    public AttentionBlock(int width, int heads, Device device, SplitMix64 random)
        : base(nameof(AttentionBlock))
    {
        (_width, _heads) = (width, heads);
        _beforeAttention = nn.LayerNorm([width], device: device);
        _beforeUnits = nn.LayerNorm([width], device: device);
        _queries = nn.Linear(width, 3 * width, device: device);
        _out = nn.Linear(width, width, device: device);
        _up = nn.Linear(width, 2 * width, device: device);
        _down = nn.Linear(2 * width, width, device: device);
        RegisterComponents();
        foreach (var (layer, fan) in new[] { (_queries, width), (_out, width), (_up, width), (_down, 2 * width) })
        {
            foreach (var parameter in layer.parameters())
                Initialisation.Uniform(parameter, fan, random);
        }
    }

    /// <summary>Its outputs, [batch, window, width] as its inputs.</summary>
    public Tensor Apply(Tensor sequence, DropMask mask)
    {
        Shapes.Require(sequence, nameof(sequence), Shapes.Any, Shapes.Any, _width);
        var h = sequence + mask.ApplyOverTime(Attend(_beforeAttention.call(sequence)));
        return h + mask.ApplyOverTime(_down.call(nn.functional.gelu(_up.call(_beforeUnits.call(h)))));
    }

    private Tensor Attend(Tensor h)
    {
        var (batch, bars, part) = (h.shape[0], h.shape[1], _width / _heads);
        var all = _queries.call(h).view(batch, bars, 3, _heads, part).permute(2, 0, 3, 1, 4); // [3, batch, heads, window, part]
        var (query, key, value) = (all.select(0, 0), all.select(0, 1), all.select(0, 2));
        var weights = (query.matmul(key.transpose(2, 3)) / Math.Sqrt(part)).softmax(3); // [batch, heads, window, window]
        return _out.call(weights.matmul(value).transpose(1, 2).reshape(batch, bars, _width));
    }
}
