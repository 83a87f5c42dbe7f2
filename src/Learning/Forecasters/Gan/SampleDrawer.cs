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
    /// Calls <paramref name="take"/> with each row and its samples in units of volatility: the first half from z, the second from −z.
    /// The noise depends on <paramref name="seed"/> and the chunk only.
    /// </summary>
    /// <param name="generator">The generator.</param>
    /// <param name="source">Windows.</param>
    /// <param name="rows">Rows to draw for.</param>
    /// <param name="samples">Samples per row, even.</param>
    /// <param name="noiseDimensions">Noise inputs per bar.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="device">Where.</param>
    /// <param name="isEven">
    /// Whether the noise that is placed and scaled is spread evenly over its law; else each draw is independent of the others of its half.
    /// </param>
    /// <param name="take">Receives (row, samples).</param>
    /// <param name="cancellation">Checked before every chunk.</param>
    public static void Draw(
        ReturnGenerator generator,
        WindowSource source,
        int[] rows,
        int samples,
        int noiseDimensions,
        ulong seed,
        Device device,
        bool isEven,
        Action<int, double[]> take,
        CancellationToken cancellation
    )
    {
        var (half, chunkRows) = (samples / 2, Math.Max(1, SequencesPerChunk / samples));
        using var noiseSource = new Generator(seed, device);
        using var inference = inference_mode();
        using var even = isEven ? Even(half, device) : null;
        var chunk = new int[chunkRows];
        for (var at = 0; at < rows.Length; at += chunkRows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < chunkRows; i++)
                chunk[i] = rows[Math.Min(at + i, rows.Length - 1)];
            var drawn = DrawChunk(generator, source, chunk, half, noiseDimensions, noiseSource, even, device);
            for (var i = 0; i < chunkRows && at + i < rows.Length; i++)
            {
                var values = new double[2 * half];
                for (var k = 0; k < half; k++)
                    (values[k], values[half + k]) = (drawn[(i * half) + k], drawn[((chunkRows + i) * half) + k]);
                take(rows[at + i], values);
            }
        }
    }

    private static float[] DrawChunk(
        ReturnGenerator generator,
        WindowSource source,
        int[] rows,
        int half,
        int noiseDimensions,
        Generator noiseSource,
        Tensor? even,
        Device device
    )
    {
        using var scope = NewDisposeScope();
        var windows = source.Windows(rows).repeat_interleave(half, 0); // [rows·half, window, features]
        var noise = randn([rows.Length * half, windows.shape[1], noiseDimensions], device: device, generator: noiseSource);
        if (even is not null)
            noise.select(1, noise.shape[1] - 1).select(1, 0).copy_(even.repeat(rows.Length));
        var draws = generator.call(windows.repeat(2, 1, 1), cat([noise, -noise], 0)); // [2·rows·half]
        return draws.cpu().data<float>().ToArray();
    }

    /// <summary>With their negatives the normal quantiles at all (k − ½)/2·half, [half].</summary>
    public static Tensor Even(int half, Device device) =>
        tensor(
            [.. Enumerable.Range(1, half).Select(i => (float)MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i - 0.75) / half))],
            device: device
        );
}
