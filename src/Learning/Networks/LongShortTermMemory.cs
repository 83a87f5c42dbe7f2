using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Networks;

/// <summary>
/// Reads sequences with an LSTM of one layer. Without gradients libtorch hands it to oneDNN's kernel for inference, which on a processor
/// with AVX-512 gave other numbers than the kernel that trains: off by half of them with 4, 8, 12 and 16 units, by a tenth with 100, right
/// with 32. So there the cell's equations are computed one by one (Gers, Schmidhuber and Cummins 2000; the gates in libtorch's order:
/// input, forget, cell, output).
/// </summary>
internal static class LongShortTermMemory
{
    /// <summary>The states at every step.</summary>
    /// <param name="layer">One layer, one direction, batch first.</param>
    /// <param name="sequence">[batch, steps, inputs].</param>
    /// <returns>[batch, steps, units].</returns>
    public static Tensor States(LSTM layer, Tensor sequence)
    {
        if (is_grad_enabled())
            return layer.call(sequence).Item1;
        var states = new List<Tensor>();
        Walk(layer, sequence, states.Add);
        return stack(states, 1);
    }

    /// <summary>The state at the last step.</summary>
    /// <inheritdoc cref="States"/>
    /// <returns>[batch, units].</returns>
    public static Tensor LastState(LSTM layer, Tensor sequence)
    {
        if (is_grad_enabled())
            return layer.call(sequence).Item2.squeeze(0);
        Tensor? last = null;
        Walk(
            layer,
            sequence,
            state =>
            {
                last?.Dispose();
                last = state;
            }
        );
        return last!;
    }

    // Of a step no more is kept than its state and cell: thousands of sequences at once are many megabytes a step.
    private static void Walk(LSTM layer, Tensor sequence, Action<Tensor> take)
    {
        var (input, hidden, bias) = Weights(layer);
        var units = hidden.shape[1];
        var (state, cell) = (sequence.new_zeros(sequence.shape[0], units), sequence.new_zeros(sequence.shape[0], units));
        for (var t = 0; t < sequence.shape[1]; t++)
        {
            using var step = NewDisposeScope();
            var read = sequence.select(1, t).matmul(input.t()) + bias; // [batch, 4·units]
            var gates = (read + state.matmul(hidden.t())).chunk(4, 1);
            var next = (gates[1].sigmoid() * cell) + (gates[0].sigmoid() * gates[2].tanh()); // [batch, units]
            var seen = gates[3].sigmoid() * next.tanh(); // [batch, units]
            cell.Dispose();
            (cell, state) = (next.MoveToOuterDisposeScope(), seen.MoveToOuterDisposeScope());
            take(state);
        }
    }

    private static (Tensor Input, Tensor Hidden, Tensor Bias) Weights(LSTM layer)
    {
        Tensor[] weights = [.. layer.parameters()];
        return weights is [var input, var hidden, var one, var other]
            ? (input, hidden, one + other)
            : throw new ArgumentException(
                FormattableString.Invariant($"an LSTM of one layer with biases has 4 parameters, this one {weights.Length}"),
                nameof(layer)
            );
    }
}
