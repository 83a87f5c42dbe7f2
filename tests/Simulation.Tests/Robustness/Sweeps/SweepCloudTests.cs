using Simulator.Robustness.Sweeps;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

/// <summary>Every run of a sweep as a point, what parameters explain of the scores, and points against their neighbours.</summary>
public sealed class SweepCloudTests
{
    [Fact]
    public void Cloud_OfASweep_HasEveryRunWithItsLevelsAndItsScore()
    {
        var plan = TestSetups.Plan(TestSetups.Walk());
        var cloud = new SweepCloudBuilder(plan.Space, plan.Seed);

        var result = Sweep.Run(plan with { Each = cloud.Add, Threads = 4 }, TimeProvider.System);

        var points = cloud.Build()!;
        Assert.Equal((result.Completed, false), (points.Points.Length, points.IsSample));
        foreach (var run in result.Best)
        {
            var at = points.Find(run.Parameters);
            Assert.Equal(BitConverter.DoubleToInt64Bits(run.Score), BitConverter.DoubleToInt64Bits(points.Scores[at]));
            Assert.Equal(points.Names.Select(n => (n, run.Parameters[n]!)), points.At(at));
        }
    }

    [Fact]
    public void Cloud_OfMoreRunsThanItKeeps_IsASampleOfAllParts()
    {
        var space = new ParameterSpace([ParameterRange.Whole("a", 1, 100), ParameterRange.Whole("b", 1, 100)]);
        var cloud = new SweepCloudBuilder(space, 5);
        foreach (var (set, index) in SweepPoints.Of(space, SweepMethod.Grid, 10_000, 0).Select((s, i) => (s, i)))
            cloud.Add(new SweepRun(index, set, set.Number("a"), 0, new Dictionary<string, double>()));

        var points = cloud.Build()!;

        Assert.Equal((SweepCloud.MostPoints, 10_000, true), (points.Points.Length, points.Runs, points.IsSample));
        // 4,000 of 1 … 100 drawn evenly: the mean is 50.5 within four standard errors (28.9 ÷ √4000 = 0.46, less as without return).
        Assert.InRange(points.Scores.Average(), 48.7, 52.3);
        Assert.Equal(points.Points.Select(p => p[0] * 100 + p[1]).Order(), points.Points.Select(p => p[0] * 100 + p[1]));
    }

    // Scores 1, 1, 3, 4. Over x: SSb = 6.25 of SSt = 6.75, SSw = 0.5, chance 1·0.5 ÷ 2 = 0.25: (6.25 − 0.25) ÷ 6.75. Over y chance
    // explains more (3.25) than its levels do (0.25).
    [Fact]
    public void Importance_IsWhatLevelsExplain_LessWhatChanceExplains()
    {
        var importance = ParameterImportance.Of(Grid([1, 1, 3, 4], 2, 2));

        Assert.Equal(["x", "y"], importance.Select(i => i.Name));
        Assert.Equal(6 / 6.75, importance[0].Share, 12);
        Assert.Equal(0, importance[1].Share);
        Assert.Equal([1, 3.5], importance[0].Means);
    }

    [Fact]
    public void Importance_OfAParameterThatDecidesAlone_IsOne_AndRunsWithoutAScoreDoNotCount()
    {
        var importance = ParameterImportance.Of(Grid([1, 1, double.NaN, 5, 5, 5], 2, 3));

        Assert.Equal(1, importance[0].Share, 12);
        Assert.Equal(0, importance[1].Share);
    }

    [Fact]
    public void Importance_WhereNothingVaries_IsUndefined() =>
        Assert.Equal(double.NaN, ParameterImportance.Of(Grid([2, 2, 2, 2], 2, 2))[0].Share);

    [Fact]
    public void Neighbours_OfASpikeAndOfAPlateau_AreToldApartByTheirMedian()
    {
        // 3 × 3; the middle is 4. Its neighbours: six of 1, one of 3, one of 5: median 1.
        double[] spike = [1, 1, 1, 1, 4, 1, 1, 3, 5];
        Assert.Equal(new PointNeighbours(4, 8, 1, 1, false), PointNeighbours.Of(Grid(spike, 3, 3), 4, lessIsBetter: false));

        double[] plateau = [3, 3, 2, 1, 4, 3, 3, 3, 5];
        Assert.Equal(new PointNeighbours(4, 8, 3, 1, true), PointNeighbours.Of(Grid(plateau, 3, 3), 4, lessIsBetter: false));
        // The corner has three.
        Assert.Equal(3, PointNeighbours.Of(Grid(plateau, 3, 3), 0, lessIsBetter: false)!.Neighbours);
    }

    [Fact]
    public void Neighbours_WhereLessIsBetter_AreWorstAtTheirLargest() =>
        Assert.Equal(new PointNeighbours(0.1, 2, 0.25, 0.3, false), PointNeighbours.Of(Grid([0.2, 0.1, 0.3], 3, 1), 1, lessIsBetter: true));

    [Fact]
    public void Neighbours_OfAPointWithoutAScore_AreNone() =>
        Assert.Null(PointNeighbours.Of(Grid([double.NaN, 1, 1, 1], 2, 2), 0, lessIsBetter: false));

    private static SweepCloud Grid(double[] scores, int width, int height) =>
        new(
            ["x", "y"],
            [Levels(width), Levels(height)],
            [.. Enumerable.Range(0, width * height).Select(i => new[] { i / height, i % height })],
            scores,
            scores.Length
        );

    private static string[] Levels(int count) => [.. Enumerable.Range(1, count).Select(i => $"{i}")];
}
