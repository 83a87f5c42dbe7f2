using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Robustness.WalkForward;

public sealed class WalkForwardTests
{
    [Theory]
    [InlineData(false, 0, 0, "0-199>200-299 100-299>300-399 200-399>400-499")]
    [InlineData(true, 0, 0, "0-199>200-299 0-299>300-399 0-399>400-499")]
    [InlineData(false, 5, 10, "0-184>200-299 100-284>300-399 200-384>400-499")]
    [InlineData(true, 5, 10, "0-184>200-299 0-284>300-399 0-384>400-499")]
    public void Windows_AreThose(bool anchored, int purge, int embargo, string expected)
    {
        var plan = Plan(TestSetups.Walk()) with { Anchored = anchored, PurgeBars = purge, EmbargoBars = embargo };
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                plan.Windows().Select(w => FormattableString.Invariant($"{w.TrainFirst}-{w.TrainLast}>{w.TestFirst}-{w.TestLast}"))
            )
        );
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(200, 1)]
    [InlineData(499, 100)]
    [InlineData(900, 100)]
    public void Windows_ThatDoNotFit_AreRefused(int train, int test) =>
        Assert.Throws<ArgumentException>(() => (Plan(TestSetups.Walk()) with { TrainBars = train, TestBars = test }).Windows());

    [Fact]
    public void OutOfSampleAccount_IsOneCurveThatAddsUp()
    {
        var result = WalkForwardTest.Run(Plan(TestSetups.Walk()), TimeProvider.System);
        var account = result.OutOfSample!;
        Assert.Equal((200, 499, 300), (account.FirstBar, account.LastBar, account.Equity.Length));
        Assert.Equal(account.StartingCash + account.Trades.Sum(t => t.ProfitLoss), account.Equity[^1], 1e-6);
        Assert.DoesNotContain(account.Trades, t => t.IsOpen);
        Assert.Equal(account.Equity[^1] / account.StartingCash, result.Folds.Aggregate(1.0, (e, f) => e * (1 + f.OutOfSampleReturn)), 12);
        Assert.Equal(
            result.OutOfSampleAnnualReturn / result.InSampleAnnualReturn,
            result.InSampleAnnualReturn > 0 ? result.Efficiency : result.OutOfSampleAnnualReturn / result.InSampleAnnualReturn
        );
        Assert.Equal(result.Folds.Count, result.Drift[0].Values.Count);
    }

    [Fact]
    public void Choice_OfAWindow_IsTheBestOfASweepOverItsTrainingBars()
    {
        var setup = TestSetups.Walk();
        var plan = Plan(setup) with { PurgeBars = 3, EmbargoBars = 4 };
        var result = WalkForwardTest.Run(plan, TimeProvider.System);
        foreach (var fold in result.Folds)
        {
            var sweep = Sweep.Run(
                plan.Search with
                {
                    Setup = setup with { FirstBar = fold.Window.TrainFirst, LastBar = fold.Window.TrainLast },
                },
                TimeProvider.System
            );
            Assert.Equal((sweep.Best[0].Parameters.ToString(), sweep.Best[0].Score), (fold.Chosen!.ToString(), fold.InSampleScore));
        }
    }

    [Fact]
    public void NoBarFromTheTestOn_ReachesItsChoice()
    {
        var series = TestMarkets.Random(1, 500);
        var before = WalkForwardTest.Run(Plan(RunSetup.Over(series)), TimeProvider.System);
        for (var fold = 0; fold < before.Folds.Count; fold++)
        {
            // Everything from the test's first bar on becomes another market.
            var other = TestMarkets.Random(99, 500);
            var cut = before.Folds[fold].Window.TestFirst;
            double[] Mixed(double[] own, double[] strange) => [.. own[..cut], .. strange[cut..]];
            var mixed = new BarSeries(
                "TEST",
                series.CloseTimeTicks,
                Mixed(series.Open, other.Open),
                Mixed(series.High, other.High),
                Mixed(series.Low, other.Low),
                Mixed(series.Close, other.Close),
                series.Volume
            )
            {
                Calendar = MarketCalendar.Crypto,
            };
            var after = WalkForwardTest.Run(Plan(RunSetup.Over(mixed)), TimeProvider.System);
            Assert.Equal(
                before.Folds.Take(fold + 1).Select(f => f.Chosen!.ToString()),
                after.Folds.Take(fold + 1).Select(f => f.Chosen!.ToString())
            );
        }
    }

    [Fact]
    public void Efficiency_OfAMarketThatNeverChanges_IsOne_AndParametersStay()
    {
        // The price grows by the same share at every bar: any rule that is long earns the same in every window.
        var series = TestMarkets.OpenClose([
            .. Enumerable.Range(0, 600).Select(i => (100 * Math.Pow(1.001, i), 100 * Math.Pow(1.001, i + 1))),
        ]);
        var setup = RunSetup.Over(series) with
        {
            Execution = new ExecutionSpec
            {
                CommissionRate = 0,
                SlippageBps = 0,
                FractionalUnits = true,
            },
        };
        var search = new SweepPlan
        {
            Setup = setup,
            Make = (p, _) => new BuyAndHold(),
            Space = new ParameterSpace([ParameterRange.Whole("unused", 1, 3)]),
            RankBy = "returnFraction",
        };
        var result = WalkForwardTest.Run(
            new WalkForwardPlan
            {
                Search = search,
                TrainBars = 200,
                TestBars = 100,
            },
            TimeProvider.System
        );
        Assert.InRange(result.Efficiency, 0.97, 1.001); // each window is flat on its last bar
        Assert.Equal(0, result.Drift[0].Changes);
        Assert.Equal(1, result.ProfitableShare);
    }

    [Fact]
    public void LastWindow_OfAFewBars_IsTradedButNotJudged()
    {
        var result = WalkForwardTest.Run(Plan(TestSetups.Walk(500, 3)) with { TrainBars = 200, TestBars = 99 }, TimeProvider.System);
        var stub = result.Folds[^1];
        Assert.Equal(3, stub.Window.TestBars);
        Assert.True(result.IsStub(stub));
        Assert.Equal(result.Folds.Take(3), result.Judged);
        Assert.Equal(result.Folds.Take(3).Average(f => f.OutOfSampleReturn > 0 ? 1.0 : 0), result.ProfitableShare, 12);
    }

    [Fact]
    public void Noise_ChosenInSample_DoesWorseOutOfSample()
    {
        var inSample = 0.0;
        var outOfSample = 0.0;
        for (var seed = 1; seed <= 6; seed++)
        {
            var result = WalkForwardTest.Run(Plan(TestSetups.Walk(500, seed)), TimeProvider.System);
            (inSample, outOfSample) = (inSample + result.InSampleAnnualReturn, outOfSample + result.OutOfSampleAnnualReturn);
        }
        Assert.True(
            inSample / 6 > (outOfSample / 6) + 0.1,
            FormattableString.Invariant($"in sample {inSample / 6}, out of sample {outOfSample / 6}")
        );
    }

    [Fact]
    public void Stopped_KeepsTheWindowsThatEnded()
    {
        using var stop = new CancellationTokenSource();
        var result = WalkForwardTest.Run(
            Plan(TestSetups.Walk()),
            TimeProvider.System,
            progress =>
            {
                if (progress.Done == 2)
                    stop.Cancel();
            },
            stop.Token
        );
        Assert.True(result.Stopped);
        Assert.Equal((2, 3), (result.Folds.Count, result.Planned));
        Assert.Equal(399, result.OutOfSample!.LastBar);
    }

    private static WalkForwardPlan Plan(RunSetup setup) =>
        new()
        {
            Search = TestSetups.Plan(setup),
            TrainBars = 200,
            TestBars = 100,
        };
}
