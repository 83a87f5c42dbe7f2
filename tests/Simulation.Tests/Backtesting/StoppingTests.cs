using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Every run can be stopped in its middle.</summary>
public sealed class StoppingTests : IDisposable
{
    private const int Bars = 20_000;
    private const int StopBar = 5_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly BarSeries _series = TestMarkets.Random(3, Bars, 0.005);
    private int _asked;

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void Backtest_StoppedInItsMiddle_EndsWithinAFewThousandBars()
    {
        Assert.Throws<OperationCanceledException>(() =>
            BacktestEngine.Run(_series, 0, Bars - 1, Stopping(), new ExecutionSpec(), new CapitalSpec(), cancellation: _stop.Token)
        );
        Assert.InRange(_asked, StopBar, StopBar + 2_100);
    }

    [Fact]
    public void Backtest_StrategyThatTakesLong_SeesThatItIsToStop()
    {
        var seen = false;
        var rule = new ScriptedStrategy(c =>
        {
            if (c.Bar == 10)
                _stop.Cancel();
            seen |= c.Bar == 11 && c.Cancellation.IsCancellationRequested;
        });
        Assert.Throws<OperationCanceledException>(() =>
            BacktestEngine.Run(_series, 0, Bars - 1, rule, new ExecutionSpec(), new CapitalSpec(), cancellation: _stop.Token)
        );
        Assert.True(seen);
    }

    [Theory]
    [InlineData("close > sma(close, 50)")]
    [InlineData("close > weekly(sma(close, 5))")]
    public void Rules_StoppedWhileTheirColumnsAreWorkedOut_End(string entry)
    {
        var strategy = RuleProgram.Compile(new RuleDocument { EntryLong = entry }).Bind(new RuleMarket(_series));
        _stop.Cancel();
        strategy.Start();
        Assert.Throws<OperationCanceledException>(() => ((ISparseStrategy)strategy).NextBar(_series, Bars - 1, _stop.Token));
        strategy.Start();
        Assert.InRange(((ISparseStrategy)strategy).NextBar(_series, 0, CancellationToken.None), 0, Bars);
    }

    [Fact]
    public void Portfolio_StoppedInItsMiddle_EndsWithinAFewInstants()
    {
        PortfolioAsset[] assets = [new(_series)];
        Assert.Throws<OperationCanceledException>(() =>
            PortfolioEngine.Run(assets, new SingleAssetStrategy(_ => Stopping()), new ExecutionSpec(), new CapitalSpec(), null, _stop.Token)
        );
        Assert.InRange(_asked, StopBar, StopBar + 20);
    }

    [Fact]
    public void Battery_StoppedInItsFirstRun_Ends()
    {
        var plan = new RobustnessPlan
        {
            Setup = RunSetup.Over(_series),
            Make = (_, _) => Stopping(),
            Parameters = ParameterSet.Empty,
        };
        Assert.Throws<OperationCanceledException>(() => RobustnessBattery.Run(plan, TimeProvider.System, null, _stop.Token));
        Assert.InRange(_asked, StopBar, StopBar + 2_100);
    }

    [Fact]
    public void Sweep_StoppedInARun_ReportsTheRunsBefore()
    {
        // The third of the points stops the sweep in its middle; what is run afterwards is run for the report.
        var plan = new SweepPlan
        {
            Setup = RunSetup.Over(_series),
            Space = new ParameterSpace([RangeText.Parse("point=1:6:1")], [], new Dictionary<string, string>()),
            Threads = 1,
            Make = (p, _) => p["point"] == "3" && !_stop.IsCancellationRequested ? Stopping() : new BuyAndHold(),
        };
        var result = Sweep.Run(plan, TimeProvider.System, null, _stop.Token);
        Assert.True(result.Stopped);
        Assert.InRange(_asked, StopBar, StopBar + 2_100);
        Assert.Equal(2, result.Completed);
        Assert.NotNull(result.BestResult);
    }

    private ScriptedStrategy Stopping() =>
        new(c =>
        {
            _asked++;
            if (c.Bar == StopBar)
                _stop.Cancel();
        });
}
