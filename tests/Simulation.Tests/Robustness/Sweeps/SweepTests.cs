using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

public sealed class SweepTests
{
    [Fact]
    public void Result_WithOneThreadOrMany_IsTheSameBitForBit()
    {
        var plan = TestSetups.Plan(TestSetups.Walk());
        var one = Sweep.Run(plan with { Threads = 1 }, TimeProvider.System);
        foreach (var threads in new[] { 2, 5, 16 })
            AssertSame(one, Sweep.Run(plan with { Threads = threads }, TimeProvider.System));
    }

    [Theory]
    [InlineData(SweepMethod.Random)]
    [InlineData(SweepMethod.Sobol)]
    public void Result_OfTheSameSeed_IsRepeatedBitForBit(SweepMethod method)
    {
        var plan = TestSetups.Plan(TestSetups.Walk()) with { Method = method, Runs = 30, Seed = 11 };
        AssertSame(Sweep.Run(plan with { Threads = 1 }, TimeProvider.System), Sweep.Run(plan with { Threads = 4 }, TimeProvider.System));
        Assert.NotEqual(
            Sweep.Run(plan, TimeProvider.System).Scores.Mean,
            Sweep.Run(plan with { Seed = 12 }, TimeProvider.System).Scores.Mean
        );
    }

    [Fact]
    public void EveryListedRun_RunAgainAsABacktest_HasTheFiguresOfTheSweep()
    {
        var setup = TestSetups.Walk();
        var result = Sweep.Run(TestSetups.Plan(setup), TimeProvider.System);
        Assert.True(result.Reproduced);
        foreach (var run in result.Best)
        {
            var again = setup.Run(NamedStrategies.Create("smaCross", run.Parameters.ToDictionary(), setup.Series));
            var figures = StatisticCatalogue.Compute(setup.Series, again);
            Assert.All(
                run.Figures,
                f => Assert.Equal(BitConverter.DoubleToInt64Bits(figures[f.Key]), BitConverter.DoubleToInt64Bits(f.Value))
            );
        }
    }

    [Fact]
    public void Best_AreSortedAndEveryRunIsCounted()
    {
        var result = Sweep.Run(TestSetups.Plan(TestSetups.Walk()) with { EarlierTrials = 7 }, TimeProvider.System);
        var expected = (
            from fast in Enumerable.Range(2, 7)
            from slow in new[] { 6, 8, 10, 12, 14, 16, 18, 20 }
            where fast < slow
            select 1
        ).Count();
        Assert.Equal(expected, result.Completed);
        Assert.Equal(expected, result.Best.Count);
        Assert.Equal(expected + 7, result.Selection!.Trials);
        Assert.Equal(result.Best.OrderByDescending(r => r.Score).ThenBy(r => r.MaxDrawdown).ThenBy(r => r.Index), result.Best);
    }

    [Fact]
    public void EqualScores_GoToTheSmallerDrawdownThenToTheEarlierPoint()
    {
        var ranking = new Ranking("sharpe");
        SweepRun Run(long index, double score, double drawdown) =>
            new(index, ParameterSet.Empty, score, drawdown, new Dictionary<string, double>());
        SweepRun[] runs = [Run(0, double.NaN, 0), Run(1, 1, 0.3), Run(2, 1, 0.2), Run(3, 1, 0.2), Run(4, 2, 0.9)];
        Assert.Equal([4L, 2, 3, 1, 0], runs.Order(ranking).Select(r => r.Index));
        Assert.Equal(
            [3L, 2, 1, 4, 0],
            new[] { Run(0, double.NaN, 0), Run(1, 0.5, 0), Run(2, 0.4, 0), Run(3, 0.1, 0), Run(4, 0.9, 0) }
                .Order(new Ranking("maxDrawdown"))
                .Select(r => r.Index)
        );
    }

    [Fact]
    public void Stopped_InTheMiddle_ReturnsWhatItHadAndSaysSo()
    {
        var (setup, made) = (TestSetups.Walk(), 0);
        using var stop = new CancellationTokenSource();
        StrategyMaker make = (parameters, series) =>
        {
            if (Interlocked.Increment(ref made) == 10)
                stop.Cancel();
            return TestSetups.SmaCross(parameters, series);
        };
        var result = Sweep.Run(TestSetups.Plan(setup) with { Make = make, Threads = 2 }, TimeProvider.System, cancellation: stop.Token);
        Assert.True(result.Stopped);
        Assert.InRange(result.Completed, 9, 12);
        Assert.True(result.Completed < result.Planned);
        Assert.NotNull(result.BestResult);
        Assert.Null(result.Neighbourhood);
    }

    [Fact]
    public void Progress_ComesAtMostTenTimesASecondAndEndsWithAll()
    {
        var reports = new List<SweepProgress>();
        var clock = new StandingClock();
        Sweep.Run(
            TestSetups.Plan(TestSetups.Walk()) with
            {
                Space = new ParameterSpace([ParameterRange.Whole("fast", 2, 5), ParameterRange.Whole("slow", 6, 7)]),
            },
            clock,
            reports.Add
        );
        Assert.Equal(8, Assert.Single(reports).Done);
    }

    [Fact]
    public void PointsThatTheRuleRefuses_AreCountedApartWithTheFirstReason()
    {
        var space = new ParameterSpace([ParameterRange.Whole("fast", 5, 8), ParameterRange.Whole("slow", 6, 6)]);
        var result = Sweep.Run(TestSetups.Plan(TestSetups.Walk()) with { Space = space }, TimeProvider.System);
        Assert.Equal((1L, 3L), (result.Completed, result.Refused));
        Assert.StartsWith("fast=6 slow=6: ", result.FirstRefusal, StringComparison.Ordinal);
        Assert.Contains(
            "none of the 1 points",
            Assert
                .Throws<ArgumentException>(() =>
                    Sweep.Run(
                        TestSetups.Plan(TestSetups.Walk()) with
                        {
                            Space = new ParameterSpace(
                                [ParameterRange.Whole("fast", 9, 9)],
                                fixedValues: new Dictionary<string, string> { ["slow"] = "4" }
                            ),
                        },
                        TimeProvider.System
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void HeatMap_HoldsEveryScoreAtItsPlace()
    {
        var result = Sweep.Run(TestSetups.Plan(TestSetups.Walk()), TimeProvider.System);
        var map = result.HeatMap!;
        foreach (var run in result.Best)
        {
            var (x, y) = (map.XValues.ToList().IndexOf(run.Parameters["fast"]!), map.YValues.ToList().IndexOf(run.Parameters["slow"]!));
            Assert.Equal((run.Score, run.Score, 1), (map.Mean[x][y], map.Best[x][y], map.Count[x][y]));
        }
        Assert.Equal(result.Completed, map.Count.Sum(c => c.Sum()));
    }

    [Fact]
    public void Neighbourhood_IsMadeOfTheRunsNextToTheBest()
    {
        var result = Sweep.Run(TestSetups.Plan(TestSetups.Walk()), TimeProvider.System);
        var map = result.HeatMap!;
        var best = result.Best[0].Parameters;
        var (x, y) = (map.XValues.ToList().IndexOf(best["fast"]!), map.YValues.ToList().IndexOf(best["slow"]!));
        var around = (
            from i in Enumerable.Range(x - 1, 3)
            from j in Enumerable.Range(y - 1, 3)
            where (i, j) != (x, y) && i >= 0 && j >= 0 && i < map.XValues.Count && j < map.YValues.Count && map.Count[i][j] == 1
            select map.Mean[i][j]
        ).ToArray();
        Assert.Equal(around.Length, result.Neighbourhood!.Neighbours);
        Assert.Equal(around.Average(), result.Neighbourhood.Mean, 12);
        Assert.Equal(around.Min(), result.Neighbourhood.Worst);
    }

    private static void AssertSame(SweepResult a, SweepResult b)
    {
        Assert.Equal(
            a.Best.Select(r => (r.Index, r.Parameters.ToString(), BitConverter.DoubleToInt64Bits(r.Score))),
            b.Best.Select(r => (r.Index, r.Parameters.ToString(), BitConverter.DoubleToInt64Bits(r.Score)))
        );
        Assert.Equal(a.Scores, b.Scores);
        Assert.Equal(a.Selection, b.Selection);
        Assert.Equal(a.Neighbourhood, b.Neighbourhood);
        Assert.Equal(a.BestResult!.TradeHash, b.BestResult!.TradeHash);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }
}
