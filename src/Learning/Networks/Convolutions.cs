using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Networks;

/// <summary>
/// One-dimensional convolutions as a product of matrices. libtorch's own, through oneDNN, gave NaN on processors with wide vectors where
/// the channels do not fill a vector (8, 12 or 24 channels on 16 lanes).
/// </summary>
internal static class Convolutions
{
    /// <summary>What the layer says of a sequence, with zeros before and after it.</summary>
    /// <param name="layer">The layer, of stride 1 and one group; its own padding is not used.</param>
    /// <param name="sequence">[batch, channels in, length].</param>
    /// <param name="dilation">Steps between two taps.</param>
    /// <param name="before">Zeros before the sequence.</param>
    /// <param name="after">Zeros after it.</param>
    /// <returns>[batch, channels out, length + before + after − (taps − 1)·dilation].</returns>
    public static Tensor Along(this Conv1d layer, Tensor sequence, int dilation, int before, int after)
    {
        var weight = layer.weight; // [out, in, taps]
        var (outputs, inputs, taps) = (weight.shape[0], weight.shape[1], weight.shape[2]);
        Shapes.Require(sequence, nameof(sequence), Shapes.Any, inputs, Shapes.Any);
        var length = sequence.shape[2] + before + after - (taps - 1) * dilation;
        var padded = before + after == 0 ? sequence : nn.functional.pad(sequence, [before, after]);
        var shifted = Enumerable.Range(0, (int)taps).Select(tap => padded.narrow(2, tap * dilation, length)).ToArray();
        var rows = (taps == 1 ? shifted[0] : cat(shifted, 1)).transpose(1, 2).reshape(-1, taps * inputs); // [batch·length, taps·in]
        var product = nn.functional.linear(rows, weight.permute(0, 2, 1).reshape(outputs, taps * inputs), layer.bias);
        return product.view(-1, length, outputs).transpose(1, 2);
    }
}
