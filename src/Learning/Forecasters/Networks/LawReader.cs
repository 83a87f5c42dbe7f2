using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Windows;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>
/// Asks a network for the laws of rows. Rows go through in chunks of one fixed shape, the last one filled up with its last row, so that a
/// row's bits do not depend on how many rows follow.
/// </summary>
internal static class LawReader
{
    private const int RowsPerChunk = 128;

    /// <summary>One law for each row, in units of volatility.</summary>
    public static LawParts[] Read(ForecastNetwork network, WindowSource source, int[] rows, CancellationToken cancellation)
    {
        using var inference = inference_mode();
        var (laws, chunk) = (new LawParts[rows.Length], new int[RowsPerChunk]);
        for (var at = 0; at < rows.Length; at += RowsPerChunk)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < RowsPerChunk; i++)
                chunk[i] = rows[Math.Min(at + i, rows.Length - 1)];
            using var scope = NewDisposeScope();
            var read = network.Laws(source.Windows(chunk), DropMask.None).ToParts();
            Array.Copy(read, 0, laws, at, Math.Min(RowsPerChunk, rows.Length - at));
        }
        return laws;
    }
}
