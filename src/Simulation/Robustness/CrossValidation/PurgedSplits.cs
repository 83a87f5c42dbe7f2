using System.Globalization;

namespace Simulator.Robustness.CrossValidation;

/// <summary>
/// The splits of combinatorial purged cross-validation (López de Prado, “Advances in Financial Machine Learning”, 2018, chapters 7
/// and 12): rows are divided into N groups of consecutive rows; every choice of k groups is the test of one split, C(N, k) in all. Each
/// group is then tested C(N−1, k−1) times, which makes as many paths through all of the data.
/// <para>
/// The outcome of row t is known at row t + <see cref="HorizonRows"/>. Of the rows to train on are left out, for each contiguous block
/// of test rows [s, e]: those whose outcome overlaps that of a test row (purge: rows s − horizon … e + horizon), and then the
/// <see cref="EmbargoRows"/> rows after that. What lies between two blocks that do not touch stays.
/// </para>
/// </summary>
public sealed class PurgedSplits
{
    /// <summary>Most splits.</summary>
    public const int MostSplits = 100_000;

    private readonly int[] _starts;

    /// <summary>Divides rows.</summary>
    /// <param name="rows">Rows, in order of time.</param>
    /// <param name="groups">N, 2 … 30, at most the rows.</param>
    /// <param name="testGroups">k, 1 … N − 1.</param>
    /// <param name="horizonRows">Rows until an outcome is known, ≥ 0.</param>
    /// <param name="embargoRows">Rows left out after the purge behind a test block, ≥ 0.</param>
    /// <exception cref="ArgumentException">Numbers out of range, or more than <see cref="MostSplits"/> splits.</exception>
    public PurgedSplits(int rows, int groups, int testGroups, int horizonRows = 0, int embargoRows = 0)
    {
        if (groups is < 2 or > 30 || groups > rows || testGroups < 1 || testGroups >= groups || horizonRows < 0 || embargoRows < 0)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"cross-validation: groups {groups} must be between 2 and 30 and at most the {rows} rows, test groups "
                        + $"{testGroups} between 1 and groups − 1, horizon {horizonRows} and embargo {embargoRows} at least 0"
                )
            );
        (Rows, Groups, TestGroups, HorizonRows, EmbargoRows) = (rows, groups, testGroups, horizonRows, embargoRows);
        if (Choose(groups, testGroups) > MostSplits)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"cross-validation: {testGroups} of {groups} groups make "
                        + $"{Choose(groups, testGroups):N0} splits, the limit is {MostSplits:N0}; use fewer "
                        + $"groups"
                )
            );
        _starts = [.. Enumerable.Range(0, groups + 1).Select(g => (int)((long)g * rows / groups))];
        Splits = [.. Choices().Select(Make)];
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>N.</summary>
    public int Groups { get; }

    /// <summary>k.</summary>
    public int TestGroups { get; }

    /// <summary>Rows until an outcome is known.</summary>
    public int HorizonRows { get; }

    /// <summary>Rows left out after the purge.</summary>
    public int EmbargoRows { get; }

    /// <summary>All splits, by their test groups in lexical order.</summary>
    public IReadOnlyList<PurgedSplit> Splits { get; }

    /// <summary>Paths through all rows: k/N·C(N, k) = C(N−1, k−1).</summary>
    public int PathCount => (int)Choose(Groups - 1, TestGroups - 1);

    /// <summary>Rows [from, to) of a group.</summary>
    public RowRange RowsOf(int group) => new(_starts[group], _starts[group + 1]);

    /// <summary>[path][group] the split that tests the group on that path. Path p takes of every group its p-th split.</summary>
    public int[][] Paths()
    {
        var paths = Enumerable.Range(0, PathCount).Select(_ => new int[Groups]).ToArray();
        var next = new int[Groups];
        for (var s = 0; s < Splits.Count; s++)
        {
            foreach (var group in Splits[s].Test)
                paths[next[group]++][group] = s;
        }
        return paths;
    }

    private PurgedSplit Make(int[] test)
    {
        var excluded = new List<RowRange>();
        for (var i = 0; i < test.Length; i++)
        {
            var first = i;
            while (i + 1 < test.Length && test[i + 1] == test[i] + 1)
                i++;
            var (from, to) = (_starts[test[first]], _starts[test[i] + 1]);
            excluded.Add(new RowRange(Math.Max(0, from - HorizonRows), Math.Min(Rows, to + HorizonRows + EmbargoRows)));
        }
        var (train, next) = (new List<RowRange>(), 0);
        foreach (var block in excluded)
        {
            if (block.From > next)
                train.Add(new RowRange(next, block.From));
            next = Math.Max(next, block.To);
        }
        if (next < Rows)
            train.Add(new RowRange(next, Rows));
        return new PurgedSplit(test, train);
    }

    private IEnumerable<int[]> Choices()
    {
        var choice = Enumerable.Range(0, TestGroups).ToArray();
        while (true)
        {
            yield return [.. choice];
            var at = TestGroups - 1;
            while (at >= 0 && choice[at] == Groups - TestGroups + at)
                at--;
            if (at < 0)
                yield break;
            choice[at]++;
            for (var i = at + 1; i < TestGroups; i++)
                choice[i] = choice[i - 1] + 1;
        }
    }

    private static long Choose(int n, int k)
    {
        var result = 1L;
        for (var i = 1; i <= k; i++)
            result = result * (n - k + i) / i;
        return result;
    }
}

/// <summary>Rows [From, To).</summary>
/// <param name="From">First row.</param>
/// <param name="To">The row after the last.</param>
public readonly record struct RowRange(int From, int To);

/// <summary>One split.</summary>
/// <param name="Test">Its test groups, increasing.</param>
/// <param name="Train">Rows to train on, in order, purged and embargoed; empty where nothing is left.</param>
public sealed record PurgedSplit(IReadOnlyList<int> Test, IReadOnlyList<RowRange> Train);
