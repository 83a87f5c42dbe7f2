using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;
using Simulator.Strategies;

namespace Simulator.Tests.Learning.Pipeline;

public sealed class RuleRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_SmaCross_WalksTheStagesAndReports()
    {
        var events = new List<StageEvent>();

        var result = Run(Cross(), events.Add);

        Assert.Equal(
            [StageName.Data, StageName.Features, StageName.Backtest, StageName.Evaluation, StageName.Report],
            result.Stages.Select(s => s.Stage)
        );
        Assert.Equal(result.Stages.Select(s => s.Stage), events.OfType<StageEvent.Completed>().Select(e => e.Stage));
        Assert.NotEmpty(result.Report.Sentence);
        Assert.Equal("moving averages 5/20", result.Report.Accounts[0].Name);
        Assert.Contains("returnFraction", result.Report.Accounts[0].Statistics.Keys);
        Assert.All(result.Report.Honesty.Checks, c => Assert.True(c.Passed, c.Detail));
    }

    [Fact]
    public void Run_NamedStrategy_IsTheStrategyOfThatNameWithThoseParameters()
    {
        var cross = Run(Cross());
        var named = Run(
            Cross() with
            {
                Strategy = new NamedStrategySpec
                {
                    Name = "smaCross",
                    Parameters = new StrategyParameters([new("fast", "5"), new("slow", "20"), new("entry", "state")]),
                },
            }
        );
        var other = Run(
            Cross() with
            {
                Strategy = new NamedStrategySpec
                {
                    Name = "smaCross",
                    Parameters = new StrategyParameters([new("fast", "6"), new("slow", "20"), new("entry", "state")]),
                },
            }
        );

        Assert.Equal(cross.Report.Accounts[0].Statistics["returnFraction"], named.Report.Accounts[0].Statistics["returnFraction"]);
        Assert.NotEqual(named.Report.Accounts[0].Statistics["returnFraction"], other.Report.Accounts[0].Statistics["returnFraction"]);
        Assert.NotEqual(cross.ResultHash, named.ResultHash);
    }

    [Fact]
    public void Run_Twice_SameHashAndSecondFromArtifacts()
    {
        var first = Run(Cross());
        var second = Run(Cross());

        Assert.Equal(first.ResultHash, second.ResultHash);
        Assert.False(first.Stages.Single(s => s.Stage == StageName.Backtest).FromCache);
        Assert.True(second.Stages.Single(s => s.Stage == StageName.Backtest).FromCache);
    }

    [Fact]
    public void Run_CommissionChanged_OnlyBacktestAndReportRunAgain()
    {
        var first = Run(Cross());
        var dearer = Run(Cross() with { Execution = new ExecutionSpec { CommissionRate = 0.01 } });

        Assert.True(dearer.Stages.Single(s => s.Stage == StageName.Features).FromCache);
        Assert.False(dearer.Stages.Single(s => s.Stage == StageName.Backtest).FromCache);
        Assert.NotEqual(first.ResultHash, dearer.ResultHash);
        Assert.True(dearer.Report.Accounts[0].Statistics["returnFraction"] < first.Report.Accounts[0].Statistics["returnFraction"]);
    }

    [Fact]
    public void Run_TrialsCounted_LeaveTheHashAlone()
    {
        var one = Run(Cross());
        var many = Run(Cross(), trials: 40);

        Assert.Equal(40, many.Report.Honesty.Trials);
        Assert.Equal(one.ResultHash, many.ResultHash);
    }

    [Fact]
    public void Run_SeriesMissing_SaysWhichAndWhatThereIs()
    {
        var spec = Cross() with
        {
            Data = new DataSpec { Target = "TST1", Related = ["NOPE"] },
        };

        var error = Assert.Throws<SimulationException>(() => Run(spec));

        Assert.Contains("data.target: no series 'TST1' (did you mean 'TEST'?)", error.Message, StringComparison.Ordinal);
        Assert.Contains("data.related[0]: no series 'NOPE'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DatesOutsideTheSeries_SaysWhatTheSeriesHas()
    {
        var spec = Cross() with
        {
            Data = new DataSpec { Target = "TEST", From = new DateOnly(2030, 1, 1) },
        };

        Assert.Contains(
            "it has bars from 2015-01-0",
            Assert.Throws<SimulationException>(() => Run(spec)).Message,
            StringComparison.Ordinal
        );
    }

    private static SimulationSpec Cross() =>
        new()
        {
            Data = new DataSpec { Target = "TEST" },
            Split = new SplitSpec { TrainFraction = 0.2, ValidationFraction = 0 },
            Features = [new ReturnsFeatureSpec { LagsBars = [1, 5] }],
            Strategy = new SmaCrossStrategySpec { FastBars = 5, SlowBars = 20 },
        };

    private SimulationResult Run(SimulationSpec spec, Action<StageEvent>? report = null, int trials = 1) =>
        new SimulationPipeline(new FileArtifactStore(new DataFolder(_folder)), TimeProvider.System).Run(
            spec,
            new InMemorySeries([RandomWalk()]),
            new RunOptions("cpu", trials),
            report ?? (_ => { }),
            CancellationToken.None
        );

    private static BarSeries RandomWalk()
    {
        var random = new SplitMix64(3);
        const int n = 400;
        var close = new double[n];
        var open = new double[n];
        var times = new long[n];
        var day = new DateOnly(2015, 1, 2);
        for (int i = 0; i < n; i++, day = day.AddDays(1))
        {
            open[i] = i == 0 ? 100 : close[i - 1];
            close[i] = open[i] * Math.Exp(0.01 * random.NextGaussian());
            times[i] = MarketCalendar.Crypto.CloseOf(day).Ticks;
        }
        return new BarSeries("TEST", times, open, [.. open.Zip(close, Math.Max)], [.. open.Zip(close, Math.Min)], close, new double[n])
        {
            Calendar = MarketCalendar.Crypto,
        };
    }
}
