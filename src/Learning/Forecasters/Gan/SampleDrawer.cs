using Simulator.Learning.Forecasters.Windows;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Draws samples in antithetic halves (noise z and −z), which takes most of the Monte-Carlo error out of means and signs. For forecasts
/// the noise that is placed and scaled has the quantiles of the normal law at (k − ½)/n, each once, so that the base law comes out
/// exactly. Rows go through in chunks of one fixed shape, the last one filled up with its last row, so that a row's bits do not depend on
/// how many rows follow.
/// </summary>
internal static class SampleDrawer
{
    private const int SequencesPerChunk = 3_200;

    /// <summary>
    /// Calls <paramref name="take"/> with each row and its sample paths in units of volatility, as sums over the first 1, 2, … bars: the
    /// first half from z, the second from −z. The noise depends on <paramref name="seed"/> and the chunk only.
    /// </summary>
    /// <param name="generator">The generator.</param>
    /// <param name="source">Windows.</param>
    /// <param name="rows">Rows to draw for.</param>
    /// <param name="draws">What is drawn for a row.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="device">Where.</param>
    /// <param name="take">Receives (row, [bars ahead − 1][sample]).</param>
    /// <param name="cancellation">Checked before every chunk.</param>
    public static void Draw(
        ReturnGenerator generator,
        WindowSource source,
        int[] rows,
        RowDraws draws,
        ulong seed,
        Device device,
        Action<int, double[][]> take,
        CancellationToken cancellation
    )
    {
        var (half, chunkRows) = (draws.Samples / 2, Math.Max(1, SequencesPerChunk / draws.Samples));
        using var noiseSource = new Generator(seed, device);
        using var inference = inference_mode();
        using var even = draws.AreEven ? Even(half, device) : null;
        var chunk = new int[chunkRows];
        for (var at = 0; at < rows.Length; at += chunkRows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < chunkRows; i++)
                chunk[i] = rows[Math.Min(at + i, rows.Length - 1)];
            var drawn = DrawChunk(generator, source, chunk, draws, noiseSource, even, device);
            for (var i = 0; i < chunkRows && at + i < rows.Length; i++)
                take(rows[at + i], SamplesOf(drawn, i, chunkRows, half, draws.PathBars));
        }
    }

    /// <summary>With their negatives the normal quantiles at all (k − ½)/2·half, [half].</summary>
    public static Tensor Even(int half, Device device) =>
        tensor(
            [.. Enumerable.Range(1, half).Select(i => (float)MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i - 0.75) / half))],
            device: device
        );

    // [2·rows·half·path] sums over 1, 2, … bars, the first rows·half of them from z.
    private static float[] DrawChunk(
        ReturnGenerator generator,
        WindowSource source,
        int[] rows,
        RowDraws draws,
        Generator noiseSource,
        Tensor? even,
        Device device
    )
    {
        using var scope = NewDisposeScope();
        var half = draws.Samples / 2;
        var windows = source.Windows(rows).repeat_interleave(half, 0); // [rows·half, window, features]
        var window = windows.shape[1];
        var noise = randn([rows.Length * half, window + draws.PathBars - 1, draws.NoiseDimensions], device: device, generator: noiseSource);
        if (even is not null)
        {
            noise.select(1, window - 1).select(1, 0).copy_(even.repeat(rows.Length));
            for (var bar = 1; bar < draws.PathBars; bar++)
                noise.select(1, window - 1 + bar).select(1, 0).copy_(InAnyOrder(even, rows.Length, noiseSource));
        }
        var paths = generator.call(windows.repeat(2, 1, 1), cat([noise, -noise], 0)); // [2·rows·half, path]
        return (draws.PathBars == 1 ? paths : paths.cumsum(1)).cpu().contiguous().data<float>().ToArray();
    }

    // The same numbers in another order for each row and with either sign, so that bars of a path do not know of each other.
    private static Tensor InAnyOrder(Tensor even, int rows, Generator random)
    {
        var half = even.shape[0];
        var order = rand([rows, half], device: even.device, generator: random).argsort(1); // [rows, half]
        var sign = rand([rows * half], device: even.device, generator: random).ge(0.5).to_type(ScalarType.Float32) * 2 - 1;
        return even.index_select(0, order.flatten()) * sign;
    }

    private static double[][] SamplesOf(float[] drawn, int row, int rows, int half, int path)
    {
        var samples = new double[path][];
        for (var bar = 0; bar < path; bar++)
        {
            var values = samples[bar] = new double[2 * half];
            for (var k = 0; k < half; k++)
            {
                values[k] = drawn[(((row * half) + k) * path) + bar];
                values[half + k] = drawn[((((rows + row) * half) + k) * path) + bar];
            }
        }
        return samples;
    }
}

/// <summary>What is drawn for a row.</summary>
/// <param name="Samples">Samples per row, even.</param>
/// <param name="PathBars">Bars of each.</param>
/// <param name="NoiseDimensions">Noise inputs per bar.</param>
/// <param name="AreEven">
/// Whether the noise that is placed and scaled is spread evenly over its law; else each draw is independent of the others of its half.
/// </param>
internal readonly record struct RowDraws(int Samples, int PathBars, int NoiseDimensions, bool AreEven);
