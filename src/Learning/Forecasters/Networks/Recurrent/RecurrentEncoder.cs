using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Recurrent;

/// <summary>
/// Recurrent layers read the window bar by bar; the state is the last layer's at the last bar. Between layers one dropout mask holds for
/// the whole window (Gal and Ghahramani 2016).
/// </summary>
internal sealed class RecurrentEncoder : WindowEncoder
{
    private readonly RecurrentCell _cell;
    private readonly ModuleList<nn.Module> _layers = new();

    /// <summary>Of one kind of cell.</summary>
    public RecurrentEncoder(RecurrentCell cell, int features, int hidden, int layers, Device device, SplitMix64 random)
        : base(nameof(RecurrentEncoder), hidden)
    {
        _cell = cell;
        for (var k = 0; k < layers; k++)
        {
            var layer = Layer(k == 0 ? features : hidden, hidden, device);
            Initialise(layer, hidden, random);
            if (cell == RecurrentCell.LongShortTerm)
                OpenForgetGate(layer, hidden);
            _layers.Add(layer);
        }
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor windows, DropMask mask)
    {
        var sequence = windows; // [batch, window, features]
        for (var k = 0; k < _layers.Count; k++)
            sequence = Read(_layers[k], k == 0 ? sequence : mask.ApplyOverTime(sequence)); // [batch, window, hidden]
        return sequence.select(1, sequence.shape[1] - 1);
    }

    private nn.Module Layer(int inputs, int hidden, Device device) =>
        _cell switch
        {
            RecurrentCell.Simple => nn.RNN(inputs, hidden, batchFirst: true, device: device),
            RecurrentCell.LongShortTerm => nn.LSTM(inputs, hidden, batchFirst: true, device: device),
            _ => nn.GRU(inputs, hidden, batchFirst: true, device: device),
        };

    private static Tensor Read(nn.Module layer, Tensor sequence) =>
        layer switch
        {
            RNN simple => simple.call(sequence).Item1,
            LSTM memory => LongShortTermMemory.States(memory, sequence),
            GRU gated => gated.call(sequence).Item1,
            _ => throw new InvalidOperationException($"no recurrent layer: {layer.GetType().Name}"),
        };

    // Gates lie in the order input, forget, cell, output; at 1 a memory lasts from the first step of training (Jozefowicz et al. 2015).
    private static void OpenForgetGate(nn.Module layer, int hidden)
    {
        using var frozen = no_grad();
        var bias = layer.parameters().Last(p => p.dim() == 1);
        bias.narrow(0, hidden, hidden).fill_(1);
    }
}
