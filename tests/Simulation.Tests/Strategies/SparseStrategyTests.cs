using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Strategies;

/// <summary>
/// Rules that say at which bar they will next act: the run is the one in which they are asked at every bar, and cutting the series changes
/// nothing before the cut.
/// </summary>
public sealed class SparseStrategyTests
{
    public static TheoryData<string> Rules => [.. s_rules.Keys];

    private static readonly BarSeries s_series = TestMarkets.Random(12, 6_000, dailyVolatility: 0.02);

    private static readonly Dictionary<string, Func<BarSeries, IStrategy>> s_rules = new()
    {
        ["state, both sides"] = _ => new SmaCross(5, 20),
        ["state, long"] = _ => new SmaCross(1, 64, TradeSide.Long),
        ["state, short"] = _ => new SmaCross(3, 7, TradeSide.Short),
        ["cross, both sides"] = _ => new SmaCross(10, 30, TradeSide.Both, CrossEntry.OnCross),
        ["cross, long"] = _ => new SmaCross(10, 20, TradeSide.Long, CrossEntry.OnCross),
        ["cross, short"] = _ => new SmaCross(2, 100, TradeSide.Short, CrossEntry.OnCross),
        ["buy and hold"] = _ => new BuyAndHold(),
        ["cash"] = _ => new HoldCash(50),
        ["tape"] = s => new TapeStrategy(Tape(s)),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Run_AskedOnlyWhereTheRuleActs_EqualsTheRunAskedAtEveryBar(string rule)
    {
        foreach (var (first, last) in new[] { (0, s_series.Count - 1), (0, 63), (1, 200), (2_000, 5_999), (4_095, 4_097) })
        {
            foreach (
                var options in new[]
                {
                    new BacktestOptions(),
                    BacktestOptions.BacktestingPy,
                    BacktestOptions.BacktestingPy with
                    {
                        CloseOpenTradesAtEnd = true,
                    },
                    new BacktestOptions { TradeOnClose = true, CloseOpenTradesAtEnd = true },
                }
            )
            {
                var (sparse, dense) = (s_rules[rule](s_series), new EveryBar(s_rules[rule](s_series)));
                AssertSame(Run(s_series, first, last, dense, options), Run(s_series, first, last, sparse, options));
                Assert.True(sparse is ISparseStrategy);
            }
        }
    }

    [Fact]
    public void Run_ThatUsesTheAccountUpBetweenTwoActions_StopsAtTheSameBar()
    {
        var series = TestMarkets.OpenClose([.. Enumerable.Range(0, 40).Select(i => (100.0, i < 30 ? 100.0 : 10.0))]);
        var execution = new ExecutionSpec
        {
            Leverage = 4,
            CommissionRate = 0,
            SlippageBps = 0,
        };
        var sparse = BacktestEngine.Run(series, 0, 39, new BuyAndHold(), execution, new CapitalSpec());
        var dense = BacktestEngine.Run(series, 0, 39, new EveryBar(new BuyAndHold()), execution, new CapitalSpec());

        Assert.Equal(30, sparse.LiquidatedBar);
        AssertSame(dense, sparse);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Run_OnTheSeriesCutShort_IsTheSameUpToTheCut(string rule)
    {
        var cut = s_series.Slice(0, 4_321);
        var whole = Run(s_series, 0, s_series.Count - 1, s_rules[rule](s_series), new BacktestOptions());
        var part = Run(cut, 0, cut.Count - 1, s_rules[rule](cut), new BacktestOptions());

        Assert.Equal(whole.Equity[..cut.Count], part.Equity);
        Assert.Equal(whole.Exposure[..cut.Count], part.Exposure);
    }

    private static DecisionTape Tape(BarSeries series) =>
        new(
            3,
            [
                .. Enumerable
                    .Range(0, series.Count)
                    .Select(i =>
                        i % 41 == 0 ? 1.0
                        : i % 57 == 0 ? -0.5
                        : i % 83 == 0 ? 0
                        : double.NaN
                    ),
            ]
        );

    private static BacktestResult Run(BarSeries series, int first, int last, IStrategy strategy, BacktestOptions options) =>
        BacktestEngine.Run(
            series,
            first,
            last,
            strategy,
            new ExecutionSpec { AllowShort = true },
            new CapitalSpec { Amount = 1e6 },
            options
        );

    private static void AssertSame(BacktestResult expected, BacktestResult actual)
    {
        Assert.Equal(expected.Trades, actual.Trades);
        Assert.Equal(expected.TradeHash, actual.TradeHash);
        Assert.Equal(expected.Equity, actual.Equity);
        Assert.Equal(expected.Exposure, actual.Exposure);
        Assert.Equal(expected.Notes, actual.Notes);
        Assert.Equal(
            (expected.OrderCount, expected.LiquidatedBar, expected.Commissions),
            (actual.OrderCount, actual.LiquidatedBar, actual.Commissions)
        );
    }

    private sealed class EveryBar(IStrategy rule) : IStrategy
    {
        public string Name => rule.Name;

        public int FirstReadyBar => rule.FirstReadyBar;

        public void Start() => rule.Start();

        public void Decide(BarContext context) => rule.Decide(context);
    }
}
