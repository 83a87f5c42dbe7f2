namespace Simulator.Backtesting;

/// <summary>
/// Memory that successive runs share, so that a sweep allocates almost nothing per run. Give the same one to
/// <see cref="BacktestEngine.Run"/> and to <see cref="Statistics.AccountFigures"/> for every run of a thread; one per thread. A result
/// made with a workspace, and figures of it, hold until the next run with the same workspace begins: take from them what is to be kept
/// (numbers, the trade hash, copies of arrays) before. Results of runs without a workspace stay valid.
/// </summary>
public sealed class BacktestWorkspace
{
    private const int LengthsKept = 8;

    private readonly Dictionary<int, double[]> _equity = [];
    private readonly Dictionary<int, double[]> _returns = [];

    /// <summary>Closed parts of the run.</summary>
    internal TradeLog Closed { get; } = new();

    /// <summary>What it held.</summary>
    internal HeldUnits Held { get; } = new();

    /// <summary>Forgets the last run.</summary>
    internal void Begin()
    {
        Closed.Clear();
        Held.Clear();
    }

    /// <summary>Room for the equity of a run; its content is undefined.</summary>
    internal double[] Equity(int bars) => OfLength(_equity, bars);

    /// <summary>Room for the returns of a run; its content is undefined.</summary>
    internal double[] Returns(int periods) => OfLength(_returns, periods);

    private static double[] OfLength(Dictionary<int, double[]> kept, int length)
    {
        if (kept.TryGetValue(length, out var array))
            return array;
        if (kept.Count == LengthsKept)
            kept.Clear(); // runs of ever new lengths do not pile up
        return kept[length] = GC.AllocateUninitializedArray<double>(length);
    }
}
