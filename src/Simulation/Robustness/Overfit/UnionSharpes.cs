using System.Numerics;

namespace Simulator.Robustness.Overfit;

/// <summary>
/// Sharpe ratios of all runs over any union of blocks, from sums over the unions of the first eight blocks and of the rest; several runs
/// at once.
/// </summary>
internal sealed class UnionSharpes
{
    private const int Half = 8;

    private readonly Sums _low;
    private readonly Sums _high;

    public UnionSharpes(IReadOnlyList<BlockMoments> runs) => (_low, _high) = (new Sums(runs, 0), new Sums(runs, Half));

    /// <summary>
    /// The Sharpe ratio per period of every run over the blocks of a mask; 0 where nothing varies, as for an account that never trades.
    /// </summary>
    public void Read(int mask, double[] sharpes)
    {
        var (low, high) = (mask & ((1 << Half) - 1), mask >> Half);
        ReadOnlySpan<double> sumsA = _low.Returns[low];
        ReadOnlySpan<double> sumsB = _high.Returns[high];
        ReadOnlySpan<double> squaresA = _low.Squares[low];
        ReadOnlySpan<double> squaresB = _high.Squares[high];
        ReadOnlySpan<double> countsA = _low.Counts[low];
        ReadOnlySpan<double> countsB = _high.Counts[high];
        var n = 0;
        for (; n <= sharpes.Length - Vector<double>.Count; n += Vector<double>.Count)
        {
            var sum = new Vector<double>(sumsA[n..]) + new Vector<double>(sumsB[n..]);
            var squares = new Vector<double>(squaresA[n..]) + new Vector<double>(squaresB[n..]);
            var count = new Vector<double>(countsA[n..]) + new Vector<double>(countsB[n..]);
            var variance = (squares - (sum * sum / count)) / (count - Vector<double>.One);
            var sharpe = sum / count / Vector.SquareRoot(variance);
            var varies = Vector.GreaterThan(variance, new Vector<double>(LeastVariance));
            Vector.ConditionalSelect(varies, sharpe, Vector<double>.Zero).CopyTo(sharpes, n);
        }
        for (; n < sharpes.Length; n++)
        {
            var (sum, squares, count) = (sumsA[n] + sumsB[n], squaresA[n] + squaresB[n], countsA[n] + countsB[n]);
            var variance = (squares - (sum * sum / count)) / (count - 1);
            sharpes[n] = variance > LeastVariance ? sum / count / Math.Sqrt(variance) : 0;
        }
    }

    private const double LeastVariance = 1e-30;

    /// <summary>By union of up to eight blocks, then by run: Σ r, Σ r² and the number of periods.</summary>
    private sealed class Sums
    {
        public Sums(IReadOnlyList<BlockMoments> runs, int first)
        {
            var unions = 1 << Math.Clamp(runs[0].Sums.Length - first, 0, Half);
            (Returns, Squares, Counts) = (new double[unions][], new double[unions][], new double[unions][]);
            for (var mask = 0; mask < unions; mask++)
            {
                var block = first + int.TrailingZeroCount(mask);
                var rest = mask & (mask - 1);
                Returns[mask] = Row(Returns, rest, mask, n => runs[n].Sums[block], runs.Count);
                Squares[mask] = Row(Squares, rest, mask, n => runs[n].Squares[block], runs.Count);
                Counts[mask] = Row(Counts, rest, mask, n => runs[n].Counts[block], runs.Count);
            }
        }

        public double[][] Returns { get; }

        public double[][] Squares { get; }

        public double[][] Counts { get; }

        private static double[] Row(double[][] rows, int rest, int mask, Func<int, double> ofBlock, int runs)
        {
            var row = new double[runs];
            for (var n = 0; mask != 0 && n < runs; n++)
                row[n] = rows[rest][n] + ofBlock(n);
            return row;
        }
    }
}
