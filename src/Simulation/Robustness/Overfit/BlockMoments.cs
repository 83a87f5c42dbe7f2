namespace Simulator.Robustness.Overfit;

/// <summary>
/// A run's returns in blocks of time: of each block the sum and the sum of squares. That is all a Sharpe ratio over any union of
/// blocks needs, so that many runs can be compared without their curves.
/// </summary>
/// <param name="Sums">[block] Σ r.</param>
/// <param name="Squares">[block] Σ r².</param>
/// <param name="Counts">[block] periods.</param>
public sealed record BlockMoments(double[] Sums, double[] Squares, int[] Counts)
{
    /// <summary>Divides returns into blocks of nearly equal length: block b begins at ⌊b·n/blocks⌋.</summary>
    public static BlockMoments Of(ReadOnlySpan<double> returns, int blocks)
    {
        var (sums, squares, counts) = (new double[blocks], new double[blocks], new int[blocks]);
        for (var b = 0; b < blocks; b++)
        {
            var (from, to) = (Start(b, returns.Length, blocks), Start(b + 1, returns.Length, blocks));
            foreach (var r in returns[from..to])
            {
                sums[b] += r;
                squares[b] += r * r;
            }
            counts[b] = to - from;
        }
        return new BlockMoments(sums, squares, counts);
    }

    private static int Start(int block, int periods, int blocks) => (int)((long)block * periods / blocks);
}
