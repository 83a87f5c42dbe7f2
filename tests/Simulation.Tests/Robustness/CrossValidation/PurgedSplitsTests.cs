using Simulator.Robustness.CrossValidation;

namespace Simulator.Tests.Simulation.Robustness.CrossValidation;

public sealed class PurgedSplitsTests
{
    [Theory]
    [InlineData(6, 2, 15, 5)]
    [InlineData(8, 2, 28, 7)]
    [InlineData(10, 2, 45, 9)]
    [InlineData(5, 1, 5, 1)]
    [InlineData(6, 3, 20, 10)]
    public void Splits_AndPaths_AreAsManyAsPublished(int groups, int testGroups, int splits, int paths)
    {
        var made = new PurgedSplits(601, groups, testGroups, 5, 3);
        Assert.Equal((splits, paths), (made.Splits.Count, made.PathCount));
        Assert.All(Enumerable.Range(0, groups), g => Assert.Equal(paths, made.Splits.Count(s => s.Test.Contains(g))));
        Assert.Equal(splits, made.Splits.Select(s => string.Join(',', s.Test)).Distinct().Count());
    }

    [Fact]
    public void EveryPath_TakesEveryGroupFromASplitThatTestsIt_AndNoneTwice()
    {
        var made = new PurgedSplits(601, 6, 3);
        var taken = new HashSet<(int, int)>();
        foreach (var path in made.Paths())
        {
            for (var group = 0; group < made.Groups; group++)
            {
                Assert.Contains(group, made.Splits[path[group]].Test);
                Assert.True(taken.Add((path[group], group)));
            }
        }
        Assert.Equal(20 * 3, taken.Count);
    }

    [Theory]
    [InlineData(6, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(6, 7, 0)]
    [InlineData(6, 0, 9)]
    [InlineData(6, 7, 9)]
    [InlineData(6, 60, 200)]
    [InlineData(8, 0, 0)]
    [InlineData(8, 7, 9)]
    [InlineData(10, 0, 0)]
    [InlineData(10, 7, 9)]
    public void NoTrainingOutcome_OverlapsATestOutcome(int groups, int horizon, int embargo)
    {
        var made = new PurgedSplits(600, groups, 2, horizon, embargo);
        foreach (var split in made.Splits)
        {
            var known = new bool[1_000];
            foreach (var row in split.Test.SelectMany(g => Enumerable.Range(made.RowsOf(g).From, made.RowsOf(g).To - made.RowsOf(g).From)))
            {
                // The outcome of row t is made of the returns of rows t … t + horizon.
                known.AsSpan(row, horizon + 1).Fill(true);
            }
            foreach (var row in Rows(split))
            {
                Assert.DoesNotContain(true, known[row..(row + horizon + 1)]);
                var sinceOutcome = Enumerable.Range(1, embargo).Any(back => row - back >= 0 && known[row - back]);
                Assert.False(sinceOutcome, FormattableString.Invariant($"row {row} lies in the embargo"));
            }
        }
    }

    // Labels of training rows before a test block reached into it in another library (its issue 295).
    [Fact]
    public void RowsBeforeATestBlock_WhoseOutcomeReachesIntoIt_AreLeftOut() =>
        Assert.Equal([(0, 295), (405, 600)], Train(groups: 6, test: [3], horizon: 5, embargo: 0));

    // The embargo began at a wrong row in another library (its pull request 8), and at the label's begin in a third (issue 65):
    // it counts from the end of the last test outcome.
    [Fact]
    public void Embargo_BeginsWhereTheLastTestOutcomeEnds() =>
        Assert.Equal([(0, 295), (415, 600)], Train(groups: 6, test: [3], horizon: 5, embargo: 10));

    // The embargo was taken before the purge in a fourth (pull request 273), so that it vanished inside the purged rows.
    [Fact]
    public void Embargo_ComesOnTopOfThePurge()
    {
        Assert.Equal([(0, 280), (420, 600)], Train(groups: 6, test: [3], horizon: 20, embargo: 0));
        Assert.Equal([(0, 280), (425, 600)], Train(groups: 6, test: [3], horizon: 20, embargo: 5));
    }

    // Everything between two test blocks that do not touch was purged in a fifth (pull request 1204).
    [Fact]
    public void RowsBetweenTwoTestBlocks_StayWhereTheyDoNotOverlap() =>
        Assert.Equal([(0, 95), (215, 395), (515, 600)], Train(groups: 6, test: [1, 4], horizon: 5, embargo: 10));

    [Fact]
    public void TouchingTestBlocks_AreOne() => Assert.Equal([(0, 95), (315, 600)], Train(groups: 6, test: [1, 2], horizon: 5, embargo: 10));

    [Fact]
    public void BlockAtTheEnd_HasNothingAfterIt() => Assert.Equal([(0, 495)], Train(groups: 6, test: [5], horizon: 5, embargo: 10));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 6)]
    [InlineData(6, 0)]
    [InlineData(31, 2)]
    [InlineData(30, 15)]
    public void Numbers_OutOfRange_AreRefused(int groups, int testGroups) =>
        Assert.Throws<ArgumentException>(() => new PurgedSplits(600, groups, testGroups));

    private static (int, int)[] Train(int groups, int[] test, int horizon, int embargo)
    {
        var splits = new PurgedSplits(600, groups, test.Length, horizon, embargo).Splits;
        return [.. splits.Single(s => s.Test.SequenceEqual(test)).Train.Select(r => (r.From, r.To))];
    }

    private static IEnumerable<int> Rows(PurgedSplit split) => split.Train.SelectMany(r => Enumerable.Range(r.From, r.To - r.From));
}
