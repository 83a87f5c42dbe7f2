using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Robustness;

namespace Simulator.Tests.Simulation.Evaluation;

public sealed class RobustnessBatteryTests
{
    private static readonly RunSetup s_setup = TestSetups.Walk(300);

    [Fact]
    public void Noise_Searched_IsCalledNoSkill_AndEveryTestRan()
    {
        var plan = new RobustnessPlan
        {
            Setup = s_setup,
            Make = TestSetups.SmaCross,
            Search = TestSetups.Plan(s_setup),
            EarlierTrials = 5,
            Draws = 40,
        };
        var result = RobustnessBattery.Run(plan, TimeProvider.System);
        Assert.NotEqual(Evidence.Some, result.Evidence);
        Assert.All(
            new object?[]
            {
                result.LookAhead,
                result.FillBand,
                result.ShuffledTrades,
                result.ResampledTrades,
                result.Bootstrap,
                result.PriceNoise,
                result.RandomCosts,
                result.ShuffledBars,
                result.Entries,
                result.Sweep,
                result.WalkForward,
                result.CrossValidation,
            },
            Assert.NotNull
        );
        Assert.Equal(result.Sweep!.Completed + 5, result.Facts!.Trials);
        Assert.Contains(FormattableString.Invariant($"{result.Facts.Trials} trials"), result.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", result.Sentence, StringComparison.Ordinal);
        Assert.Equal(result.Sentence, RobustnessBattery.Run(plan, TimeProvider.System).Sentence);
    }

    [Fact]
    public void Cheat_WithSplendidFigures_ProvesNothing()
    {
        StrategyMaker make = (_, s) => new Seer(s.Close);
        var result = RobustnessBattery.Run(
            new RobustnessPlan
            {
                Setup = s_setup,
                Make = make,
                Parameters = ParameterSet.Empty,
                Draws = 20,
            },
            TimeProvider.System
        );
        Assert.True(result.Run.Equity[^1] > 2 * result.Run.StartingCash);
        Assert.Equal(Evidence.NotEnoughData, result.Evidence);
        Assert.Contains("a check failed (the rule looks ahead), so these figures prove nothing", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void BuyAndHold_IsNamedAsWhatItIs()
    {
        var result = RobustnessBattery.Run(
            new RobustnessPlan
            {
                Setup = s_setup,
                Make = (_, _) => new BuyAndHold(),
                Parameters = ParameterSet.Empty,
                Draws = 20,
            },
            TimeProvider.System
        );
        Assert.Contains("it is buy-and-hold itself", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Objection_TurnsMoreThanLuckIntoDoubt()
    {
        var facts = new VerdictFacts
        {
            From = new(2010, 1, 1),
            To = new(2020, 1, 1),
            AccountName = "rule",
            Return = 2,
            BuyAndHoldReturn = 0.5,
            Periods = 2_000,
            Trades = 80,
            DeflatedSharpe = 0.99,
            DeflatedSharpeOverBuyAndHold = 0.99,
        };
        Assert.Equal(Evidence.Some, Verdict.Weigh(facts));
        var doubted = facts with { Objections = ["random entries do as well (p = 0.40)"], Findings = ["deflated Sharpe 0.99"] };
        Assert.Equal(Evidence.Inconclusive, Verdict.Weigh(doubted));
        Assert.EndsWith(
            ": random entries do as well (p = 0.40) (deflated Sharpe 0.99).",
            Verdict.Sentence(doubted),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "one period only (deflated Sharpe 0.99).",
            Verdict.Sentence(facts with { Findings = ["deflated Sharpe 0.99"] }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Stopped_KeepsTheTestsThatEnded()
    {
        using var stop = new CancellationTokenSource();
        var result = RobustnessBattery.Run(
            new RobustnessPlan
            {
                Setup = s_setup,
                Make = TestSetups.SmaCross,
                Parameters = ParameterSet.Empty,
                Draws = 20,
            },
            TimeProvider.System,
            (step, _) =>
            {
                if (step == "price noise")
                    stop.Cancel();
            },
            stop.Token
        );
        Assert.True(result.Stopped);
        Assert.NotNull(result.Bootstrap);
        Assert.Null(result.RandomCosts);
        Assert.NotEqual("", result.Sentence);
    }

    private sealed class Seer(double[] close) : IStrategy
    {
        public string Name => "seer";

        public int FirstReadyBar => 0;

        public void Start() { }

        public void Decide(BarContext context) =>
            context.Orders.Target(context.Bar + 1 < close.Length && close[context.Bar + 1] > close[context.Bar] ? 0.9 : 0);
    }
}
