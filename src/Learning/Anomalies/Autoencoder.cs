using Simulator.Anomalies;
using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Anomalies;

/// <summary>
/// A small dense autoencoder: columns → hidden → bottleneck → hidden → columns, GELU between, the mean absolute error (Huber) of what comes
/// back minimised by Adam. (Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 313, 2006;
/// Hendrycks and Gimpel, Gaussian Error Linear Units, 2016.) On the processor, one thread, from its own streams: the same seed, the same
/// bytes.
/// </summary>
public sealed class Autoencoder : IReconstruction
{
    private const int Steps = 2_000;
    private const int Batch = 128;
    private const double LearningRate = 3e-3;
    private const double LastRate = 0.05;
    private const int RowsAtOnce = 8_192;

    /// <summary>The one that is used.</summary>
    public static Autoencoder Usual { get; } = new();

    /// <inheritdoc/>
    /// <remarks>Half of the columns, at least 1, at most 32.</remarks>
    public int Bottleneck(int columns) => Math.Clamp((int)Math.Round(columns / 2.0, MidpointRounding.AwayFromZero), 1, 32);

    /// <inheritdoc/>
    public Func<float[][], float[][]> Fit(float[][] rows, long seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        TorchLibrary.Require();
        TorchLibrary.UseOneThread();
        var width = rows[0].Length;
        var weights = Train(rows, width, seed, cancellation);
        return given => Reconstruct(given, width, weights);
    }

    private ModuleWeights Train(float[][] rows, int width, long seed, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var network = Network(width, Seeds.Generator(seed, "anomalies/weights"));
        using var optimizer = optim.Adam(network.parameters(), LearningRate);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var (random, at) = (Seeds.Generator(seed, "anomalies/order"), order.Length);
        var batch = Math.Min(Batch, order.Length);
        for (var step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (at + batch > order.Length)
            {
                random.Shuffle<int>(order);
                at = 0;
            }
            // From the first rate to a twentieth of it along half a cosine.
            var share = LastRate + ((1 - LastRate) * 0.5 * (1 + Math.Cos(Math.PI * step / Steps)));
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = LearningRate * share;
            Step(network, optimizer, DenseLayers.Rows(order.AsSpan(at, batch), rows));
            at += batch;
        }
        return ModuleWeights.Of(network);
    }

    private static void Step(Sequential network, Adam optimizer, Tensor batch)
    {
        using var scope = NewDisposeScope();
        using (batch)
        {
            var loss = nn.functional.huber_loss(network.call(batch), batch);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
    }

    private float[][] Reconstruct(float[][] rows, int width, ModuleWeights weights)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var network = Network(width, new SplitMix64(0));
        weights.Restore(network);
        var made = new float[rows.Length][];
        for (var from = 0; from < rows.Length; from += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows.Length - from);
            using var given = DenseLayers.Rows([.. Enumerable.Range(from, count)], rows);
            var values = network.call(given).data<float>().ToArray();
            for (var i = 0; i < count; i++)
                made[from + i] = values[(i * width)..((i + 1) * width)];
        }
        return made;
    }

    private Sequential Network(int width, SplitMix64 random) =>
        DenseLayers.Of([width, Hidden(width), Bottleneck(width), Hidden(width), width], random);

    private static int Hidden(int width) => Math.Clamp(2 * width, 8, 64);
}
