using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Nothing is allocated by the bar, and a run in a workspace next to nothing at all. Bytes of the own thread, no times.</summary>
public sealed class AllocationTests
{
    private const long NextToNothing = 16_384;

    private static readonly ExecutionSpec s_execution = new()
    {
        CommissionRate = 1e-7,
        SlippageBps = 0.001,
        AllowShort = true,
    };

    private static readonly Dictionary<string, Func<BarSeries, IStrategy>> s_rules = new()
    {
        ["skips bars"] = _ => new SmaCross(10, 20),
        ["asked at every bar"] = _ => new ByTheBar(),
        ["holds with a stop that never fills"] = _ => new HeldWithBracket(),
    };

    public static TheoryData<string> Rules => [.. s_rules.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Run_InAWorkspace_AllocatesNothingByTheBarOrTheTrade(string rule)
    {
        var workspace = new BacktestWorkspace();
        foreach (var bars in new[] { 2_000, 20_000, 60_000 })
        {
            var series = TestMarkets.Random(3, bars, dailyVolatility: 0.001);
            var strategy = s_rules[rule](series);
            var bytes = Bytes(() => Run(series, strategy, workspace));
            Assert.True(bytes < NextToNothing, FormattableString.Invariant($"{bars} bars allocated {bytes} bytes"));
        }
    }

    [Fact]
    public void Statistics_InAWorkspace_AllocateNextToNothing()
    {
        var (workspace, values) = (new BacktestWorkspace(), new double[StatisticCatalogue.Of(StatisticDialect.BacktestingPy).Count]);
        var series = TestMarkets.Random(3, 20_000, dailyVolatility: 0.001);
        var strategy = new SmaCross(10, 20);
        var bytes = Bytes(() =>
        {
            var result = Run(series, strategy, workspace);
            StatisticCatalogue.Compute(new AccountFigures(series, result, workspace), StatisticDialect.BacktestingPy, values);
        });

        Assert.True(bytes < NextToNothing, FormattableString.Invariant($"{bytes} bytes"));
    }

    [Fact]
    public void Run_WithoutAWorkspace_AllocatesItsEquityAndItsTrades()
    {
        var series = TestMarkets.Random(3, 100_000, dailyVolatility: 0.001);
        var bytes = Bytes(() => Run(series, new HoldCash(), null));

        Assert.InRange(bytes, 8L * series.Count, (8L * series.Count) + NextToNothing);
    }

    [Theory]
    [InlineData("""{ "version": 1, "entryLong": "close > sma(20) and not (barsSinceExit < 3)", "exitLong": "close < sma(20)" }""")]
    [InlineData("""{ "version": 1, "entryLong": "crossesAbove(close, sma(20))", "exitLong": "crossesBelow(close, sma(20))" }""")]
    public void RuleDocument_ThatTrades_AllocatesNothingByTheBarOrTheTrade(string document)
    {
        var (workspace, program) = (new BacktestWorkspace(), RuleProgram.Compile(document));
        (long Bytes, int Trades) Of(int bars)
        {
            var (series, trades) = (TestMarkets.Random(3, bars, dailyVolatility: 0.001), 0);
            var strategy = program.Bind(new RuleMarket(series));
            return (Bytes(() => trades = Run(series, strategy, workspace).Trades.Count), trades);
        }
        var (few, many) = (Of(20_000), Of(100_000));

        Assert.True(many.Trades > few.Trades + 2_000);
        Assert.True(
            many.Bytes < few.Bytes + NextToNothing,
            FormattableString.Invariant($"20,000 bars allocated {few.Bytes} bytes, 100,000 bars {many.Bytes}")
        );
    }

    private static BacktestResult Run(BarSeries series, IStrategy strategy, BacktestWorkspace? workspace) =>
        BacktestEngine.Run(series, 0, series.Count - 1, strategy, s_execution, new CapitalSpec { Amount = 1e9 }, null, workspace);

    /// <summary>Least of several executions: the first ones fill what is kept, and compile.</summary>
    private static long Bytes(Action work)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 4; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private sealed class ByTheBar : IStrategy
    {
        public string Name => "rises and falls";

        public int FirstReadyBar => 1;

        public void Start() { }

        public void Decide(BarContext context)
        {
            var close = context.Close;
            context.Orders.Target(
                close[^1] > close[^2] ? 1
                : context.Units > 0 && context.Equity > 0 ? 0
                : -0.5
            );
        }
    }

    private sealed class HeldWithBracket : IStrategy
    {
        private bool _bought;

        public string Name => "held with a bracket";

        public int FirstReadyBar => 0;

        public void Start() => _bought = false;

        public void Decide(BarContext context)
        {
            if (!_bought)
                context.Orders.Place(
                    OrderRequest.Buy(0.5) with
                    {
                        StopLoss = context.Close[^1] * 1e-6,
                        TakeProfit = context.Close[^1] * 1e6,
                    }
                );
            _bought = true;
        }
    }
}
