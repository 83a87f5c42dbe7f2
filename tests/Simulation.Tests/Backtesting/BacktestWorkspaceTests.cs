using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class BacktestWorkspaceTests
{
    private static readonly BarSeries s_series = TestMarkets.Random(21, 900);

    [Fact]
    public void Runs_OneAfterTheOther_EqualRunsOfTheirOwn()
    {
        var workspace = new BacktestWorkspace();
        foreach (
            var (fast, slow, first, last) in new[]
            {
                (2, 5, 0, 899),
                (5, 40, 0, 899),
                (3, 9, 100, 500),
                (1, 2, 0, 899),
                (10, 30, 400, 899),
                (2, 5, 0, 899),
            }
        )
        {
            var (own, shared) = (Run(fast, slow, first, last, null), Run(fast, slow, first, last, workspace));
            Assert.Equal(own.Equity, shared.Equity);
            Assert.Equal(own.Exposure, shared.Exposure);
            Assert.Equal(own.Trades, shared.Trades);
            Assert.Equal(own.TradeHash, shared.TradeHash);
            Assert.Equal(own.Trades.Select(t => t.EntryReason + t.Tag), shared.Trades.Select(t => t.EntryReason + t.Tag));
            foreach (var dialect in StatisticCatalogue.Dialects)
            {
                var values = new double[StatisticCatalogue.Of(dialect).Count];
                StatisticCatalogue.Compute(new AccountFigures(s_series, shared, workspace), dialect, values);
                Assert.Equal(StatisticCatalogue.Compute(s_series, own, dialect).Values, values);
            }
        }
    }

    [Fact]
    public void Trades_ReadAfterTheNextRun_SayWhatIsWrong()
    {
        var workspace = new BacktestWorkspace();
        var before = Run(2, 5, 0, 899, workspace);
        Run(5, 40, 0, 899, workspace);

        Assert.Contains(
            "started another run",
            Assert.Throws<InvalidOperationException>(() => before.Trades[0]).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Compute_WithRoomForTooFewFigures_SaysHowManyThereAre()
    {
        var account = new AccountFigures(s_series, Run(2, 5, 0, 899, null));

        Assert.Contains(
            "30 figures",
            Assert
                .Throws<ArgumentException>(() => StatisticCatalogue.Compute(account, StatisticDialect.BacktestingPy, new double[3]))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static BacktestResult Run(int fast, int slow, int first, int last, BacktestWorkspace? workspace) =>
        BacktestEngine.Run(
            s_series,
            first,
            last,
            new SmaCross(fast, slow),
            new ExecutionSpec { AllowShort = true },
            new CapitalSpec { Amount = 50_000 },
            null,
            workspace
        );
}
