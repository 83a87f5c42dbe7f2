using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Networks;

/// <summary>
/// Reads sequences with an LSTM of one or more layers. Without gradients libtorch hands it to oneDNN's kernel for inference, which on a
/// processor with AVX-512 gave other numbers than the kernel that trains: off by half of them with 4, 8, 12 and 16 units, by a tenth with
/// 100, right with 32. So there the cell's equations are computed one by one (Gers, Schmidhuber and Cummins 2000; the gates in libtorch's
/// order: input, forget, cell, output).
/// </summary>
internal static class LongShortTermMemory
{
    private const int PartsOfLayer = 4; // weights of inputs and of states, and a bias of each

    /// <summary>The states at every step.</summary>
    /// <param name="network">One direction, with biases, batch first.</param>
    /// <param name="sequence">[batch, steps, inputs].</param>
    /// <returns>[batch, steps, units].</returns>
    public static Tensor States(LSTM network, Tensor sequence)
    {
        if (is_grad_enabled())
            return network.call(sequence).Item1;
        foreach (var layer in Layers(network))
            sequence = States(layer, sequence);
        return sequence;
    }

    /// <summary>The last layer's state at the last step.</summary>
    /// <inheritdoc cref="States(LSTM, Tensor)"/>
    /// <returns>[batch, units].</returns>
    public static Tensor LastState(LSTM network, Tensor sequence)
    {
        if (is_grad_enabled())
        {
            var last = network.call(sequence).Item2; // [layers, batch, units]
            return last.select(0, last.shape[0] - 1);
        }
        var layers = Layers(network);
        foreach (var layer in layers.SkipLast(1))
            sequence = States(layer, sequence);
        Tensor? state = null;
        Walk(
            layers[^1],
            sequence,
            next =>
            {
                state?.Dispose();
                state = next;
            }
        );
        return state!;
    }

    private static Tensor States(Layer layer, Tensor sequence)
    {
        var states = new List<Tensor>();
        Walk(layer, sequence, states.Add);
        return stack(states, 1);
    }

    // Of a step no more is kept than its state and cell: thousands of sequences at once are many megabytes a step.
    private static void Walk(Layer layer, Tensor sequence, Action<Tensor> take)
    {
        var units = layer.Hidden.shape[1];
        var (state, cell) = (sequence.new_zeros(sequence.shape[0], units), sequence.new_zeros(sequence.shape[0], units));
        for (var t = 0; t < sequence.shape[1]; t++)
        {
            using var step = NewDisposeScope();
            var read = sequence.select(1, t).matmul(layer.Input.t()) + layer.Bias; // [batch, 4·units]
            var gates = (read + state.matmul(layer.Hidden.t())).chunk(4, 1);
            var next = (gates[1].sigmoid() * cell) + (gates[0].sigmoid() * gates[2].tanh()); // [batch, units]
            var seen = gates[3].sigmoid() * next.tanh(); // [batch, units]
            cell.Dispose();
            (cell, state) = (next.MoveToOuterDisposeScope(), seen.MoveToOuterDisposeScope());
            take(state);
        }
    }

    private static Layer[] Layers(LSTM network)
    {
        Tensor[] weights = [.. network.parameters()];
        Layer[] layers =
        [
            .. weights.Chunk(PartsOfLayer).Where(w => w.Length == PartsOfLayer).Select(w => new Layer(w[0], w[1], w[2] + w[3])),
        ];
        var isKnown = weights.Length % PartsOfLayer == 0 && layers.Skip(1).All(l => l.Input.shape[1] == l.Hidden.shape[1]);
        return isKnown
            ? layers
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"an LSTM of one direction with biases has {PartsOfLayer} parameters a layer, this one others, {weights.Length} of them"
                ),
                nameof(network)
            );
    }

    private sealed record Layer(Tensor Input, Tensor Hidden, Tensor Bias);
}
