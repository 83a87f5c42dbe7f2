using Simulator.Features;
using Simulator.Markets;

namespace Simulator.Diagnostics;

/// <summary>
/// What checks before training look at: a target, its features and the split. Everything but the drift between parts is read from the
/// training part alone, so that nothing is chosen by the bars that are to judge it.
/// </summary>
public sealed class TrainingSample
{
    /// <summary>Most bars of the training part that are read, its last ones: what a test costs grows faster than they.</summary>
    public const int MostBars = 20_000;

    private readonly double[] _next;

    /// <summary>Prepares the rows.</summary>
    /// <param name="target">The target; its closes are above zero.</param>
    /// <param name="features">Columns over its bars; may have none.</param>
    /// <param name="split">Training, validation and test.</param>
    public TrainingSample(BarSeries target, FeatureTable features, SplitSpec split)
    {
        (Target, Features) = (target, features);
        var (validation, test) = (split.ValidationStart(target.Count), split.TestStart(target.Count));
        Start = Math.Max(0, validation - MostBars);
        First = Math.Clamp(features.FirstCompleteRow, Start, validation);
        (Training, Validation, Test) = (First..validation, Newest(validation, test), Newest(test, target.Count));
        LogClose = Array.ConvertAll(target.Close[Start..validation], Math.Log);
        Returns = [.. LogClose.Skip(1).Zip(LogClose, (now, before) => now - before)];
        _next = [.. target.Close.Skip(1).Zip(target.Close, (next, now) => Math.Log(next / now)), double.NaN];
    }

    private static Range Newest(int from, int to) => Math.Max(from, to - MostBars)..to;

    /// <summary>The target.</summary>
    public BarSeries Target { get; }

    /// <summary>The features.</summary>
    public FeatureTable Features { get; }

    /// <summary>Computes the features again on the bars before one; null where they were given as they are.</summary>
    public Func<int, FeatureTable>? Recompute { get; init; }

    /// <summary>First bar that is read.</summary>
    public int Start { get; }

    /// <summary>First row that is read at which every feature has a value, at most that of the validation part.</summary>
    public int First { get; }

    /// <summary>Rows of the training part that are read and have every feature.</summary>
    public Range Training { get; }

    /// <summary>Rows of the validation part that are read: its newest.</summary>
    public Range Validation { get; }

    /// <summary>Rows of the test part that are read: its newest.</summary>
    public Range Test { get; }

    /// <summary>[i] logarithm of the close of bar <see cref="Start"/> + i, in the training part.</summary>
    public double[] LogClose { get; }

    /// <summary>[i] log-return of bar <see cref="Start"/> + i + 1, in the training part.</summary>
    public double[] Returns { get; }

    /// <summary>Name and known values of every column in a part, in their order.</summary>
    public IEnumerable<(string Name, double[] Values)> Columns(Range part) =>
        Features.Names.Zip(Features.Columns, (name, column) => (name, Array.FindAll(column[part], double.IsFinite)));

    /// <summary>Known values of the next return in a part.</summary>
    public double[] NextReturns(Range part) => Array.FindAll(_next[part], double.IsFinite);

    /// <summary>Training rows at which everything is known: the columns and the next return, whose outcome lies in the part, too.</summary>
    public (double[][] Columns, double[] Next) CompleteRows()
    {
        int[] rows =
        [
            .. Enumerable
                .Range(First, Math.Max(0, Training.End.Value - 1 - First))
                .Where(t => Features.Columns.All(c => double.IsFinite(c[t])) && double.IsFinite(_next[t])),
        ];
        return ([.. Features.Columns.Select(c => Array.ConvertAll(rows, t => c[t]))], Array.ConvertAll(rows, t => _next[t]));
    }
}
