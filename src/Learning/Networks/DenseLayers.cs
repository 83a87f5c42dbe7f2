using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Networks;

/// <summary>Dense layers with GELU between them and a linear end, and the rows that they are fed with.</summary>
internal static class DenseLayers
{
    /// <summary>A network of widths: <c>sizes[0]</c> inputs, <c>sizes[^1]</c> outputs.</summary>
    /// <param name="sizes">At least two.</param>
    /// <param name="random">Where the first weights come from, layer by layer, the matrix before the bias.</param>
    public static Sequential Of(ReadOnlySpan<int> sizes, SplitMix64 random)
    {
        var network = nn.Sequential();
        for (var k = 0; k + 1 < sizes.Length; k++)
        {
            var layer = nn.Linear(sizes[k], sizes[k + 1]);
            Initialisation.Uniform(layer.weight!, sizes[k], random);
            Initialisation.Uniform(layer.bias!, sizes[k], random);
            network.append(FormattableString.Invariant($"layer{k}"), layer);
            if (k + 2 < sizes.Length)
                network.append(FormattableString.Invariant($"gelu{k}"), nn.GELU());
        }
        return network;
    }

    /// <summary>Some of the rows as a tensor.</summary>
    /// <param name="places">Which.</param>
    /// <param name="rows">[row][column].</param>
    public static Tensor Rows(ReadOnlySpan<int> places, float[][] rows)
    {
        var width = rows[places[0]].Length;
        var values = new float[places.Length * width];
        for (var i = 0; i < places.Length; i++)
            rows[places[i]].CopyTo(values.AsSpan(i * width));
        // A copy: the tensor of an array lies where the array does, and sums depend on how memory is aligned.
        using var lent = tensor(values, [places.Length, width]);
        return lent.clone(); // [batch, columns]
    }
}
