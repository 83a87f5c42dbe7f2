using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Steps_AreNamed_AndTheirSharesAreTheWhole()
    {
        Assert.All(Evaluator.Steps, s => Assert.NotEmpty(s.Doing));
        Assert.Equal(1, Evaluator.Steps.Sum(s => s.Share), 12);
    }

    [Fact]
    public void Run_Baselines_AreTheEnginesOwnRunsWithoutLeverage()
    {
        var run = Run(() => new SmaCross(5, 20)) with
        {
            Execution = new ExecutionSpec { CommissionRate = 0.002, Leverage = 3 },
        };
        var found = Evaluator.Run(run);

        var unlevered = run.Execution with { Leverage = 1 };
        var held = BacktestEngine.Run(run.Series, 20, run.Series.Count - 1, new BuyAndHold(), unlevered, run.Capital);
        Assert.Equal(held.Equity, found.BuyAndHold.Equity);
        Assert.Equal(held.TradeHash, found.BuyAndHold.TradeHash);
        Assert.All(found.Cash.Equity, e => Assert.Equal(run.Capital.Amount, e));
    }

    [Fact]
    public void Run_WithHoldAndChecksOfItsOwn_TakesThem()
    {
        var run = Run(() => new SmaCross(5, 20));
        var other = new HonestyCheck("another", false, "why");
        var found = Evaluator.Run(run with { Hold = () => run.Result, Checks = () => [other] });

        Assert.Same(run.Result, found.BuyAndHold);
        Assert.Equal(["another", "account adds up"], found.Checks.Select(c => c.Name));
    }

    [Fact]
    public void Run_StrategyThatCannotBeMadeAgain_HasNoBand()
    {
        var found = Evaluator.Run(Run(() => new SmaCross(5, 20)) with { Strategy = null });

        Assert.Null(found.FillBand);
        Assert.Null(found.Robustness.Fills);
    }

    [Fact]
    public void Run_Stopped_Throws()
    {
        var run = Run(() => new SmaCross(5, 20)) with { Cancellation = new CancellationToken(true) };
        Assert.ThrowsAny<OperationCanceledException>(() => Evaluator.Run(run));
    }

    [Fact]
    public void ToResult_BeforeTheEnd_SaysHowFarItIs()
    {
        var parts = Evaluator.Steps[0].Run(Run(() => new SmaCross(5, 20)), EvaluationParts.None);

        Assert.Equal(1, parts.Done);
        Assert.Contains("1 of 4 steps", Assert.Throws<InvalidDataException>(parts.ToResult).Message, StringComparison.Ordinal);
    }

    private static RunUnderTest Run(Func<IStrategy> strategy)
    {
        var series = TestMarkets.Random(3, 300);
        return new RunUnderTest
        {
            Series = series,
            Execution = new ExecutionSpec(),
            Capital = new CapitalSpec(),
            Strategy = strategy,
            Result = BacktestEngine.Run(series, 20, series.Count - 1, strategy(), new ExecutionSpec(), new CapitalSpec()),
        };
    }
}
