using Simulator.Seeding;

namespace Simulator.Learning.Agents.Dense;

/// <summary>First parameters of a dense network, from a stream of its own.</summary>
internal static class FirstWeights
{
    /// <summary>
    /// Orthogonal weights, biases 0: of each layer the rows or columns, whichever are fewer, are orthogonal and of the length of its gain
    /// (Saxe, McClelland, Ganguli 2014), every orientation as likely: normal vectors made orthogonal one after another.
    /// </summary>
    /// <param name="network">Its parameters are overwritten.</param>
    /// <param name="hiddenGain">Gain of every layer but the last.</param>
    /// <param name="outputGain">Gain of the last layer.</param>
    /// <param name="random">Where the normal vectors come from, layer by layer.</param>
    public static void Orthogonal(DenseNetwork network, double hiddenGain, double outputGain, SplitMix64 random)
    {
        var values = network.Parameters[0].Values.Span;
        values.Clear();
        for (var l = 0; l < network.Layers.Count; l++)
        {
            var layer = network.Layers[l];
            var gain = l == network.Layers.Count - 1 ? outputGain : hiddenGain;
            var (count, length) = (Math.Min(layer.Inputs, layer.Outputs), Math.Max(layer.Inputs, layer.Outputs));
            var vectors = OrthogonalVectors(count, length, random);
            for (var i = 0; i < layer.Inputs; i++)
            for (var o = 0; o < layer.Outputs; o++)
                values[layer.At + (i * layer.Width) + o] = (float)(gain * (layer.Inputs <= layer.Outputs ? vectors[i][o] : vectors[o][i]));
        }
    }

    /// <summary>
    /// Weights and biases uniform on ±1/√inputs, as PyTorch's linear layers; deviations of a noisy network σ₀/√inputs (Fortunato et al.
    /// 2018, section 3.2).
    /// </summary>
    /// <param name="network">Its parameters are overwritten.</param>
    /// <param name="noise">σ₀; read only where the network is noisy.</param>
    /// <param name="random">Where they come from, layer by layer, for each output its weights and then its bias.</param>
    public static void Uniform(DenseNetwork network, double noise, SplitMix64 random)
    {
        var values = network.Parameters[0].Values.Span;
        values.Clear();
        foreach (var layer in network.Layers)
        {
            var bound = 1 / Math.Sqrt(layer.Inputs);
            for (var o = 0; o < layer.Outputs; o++)
            {
                for (var i = 0; i < layer.Inputs; i++)
                    values[layer.At + (i * layer.Width) + o] = Draw(bound);
                values[layer.BiasAt + o] = Draw(bound);
            }
            if (network.Parameters.Count == 1)
                continue;
            var deviations = network.Parameters[1].Values.Span;
            for (var i = 0; i <= layer.Inputs; i++)
                deviations.Slice(layer.At + (i * layer.Width), layer.Outputs).Fill((float)(noise * bound));
        }
        network.Quieten();

        float Draw(double bound) => (float)(((2 * random.NextDouble()) - 1) * bound);
    }

    private static double[][] OrthogonalVectors(int count, int length, SplitMix64 random)
    {
        var vectors = new double[count][];
        for (var k = 0; k < count; k++)
        {
            var vector = vectors[k] = new double[length];
            for (var i = 0; i < length; i++)
                vector[i] = random.NextGaussian();
            for (var pass = 0; pass < 2; pass++) // the second removes what rounding left
            {
                for (var before = 0; before < k; before++)
                {
                    var shared = Dot(vector, vectors[before]);
                    for (var i = 0; i < length; i++)
                        vector[i] -= shared * vectors[before][i];
                }
            }
            var size = Math.Sqrt(Dot(vector, vector));
            for (var i = 0; i < length; i++)
                vector[i] /= size;
        }
        return vectors;
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
