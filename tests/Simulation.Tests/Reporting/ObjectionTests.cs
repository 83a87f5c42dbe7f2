using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Reporting;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Reporting;

/// <summary>What speaks against a result stands in its sentence, and where nothing was claimed it does not.</summary>
public sealed class ObjectionTests
{
    [Fact]
    public void LuckyRule_HearsThatRandomEntriesDoAsWell()
    {
        var said = Enumerable
            .Range(1, 40)
            .Select(seed => Build(seed, () => new SmaCross(5, 20)))
            .Where(r => r.Honesty.Evidence == Evidence.Inconclusive && r.Trades.Count >= 10 && r.Robustness!.Entries!.PValue >= 0.05)
            .ToList();

        Assert.NotEmpty(said);
        Assert.All(said, r => Assert.Contains("random entries do as well", r.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void BuyAndHold_ClaimsNothing_AndHearsNothing() =>
        Assert.DoesNotContain("random entries", Build(3, () => new BuyAndHold()).Sentence, StringComparison.Ordinal);

    private static PerformanceReport Build(int seed, Func<IStrategy> strategy)
    {
        var series = TestMarkets.Random(seed, 400);
        return TestReports.Of(
            new RunUnderTest
            {
                Series = series,
                Execution = new ExecutionSpec(),
                Capital = new CapitalSpec(),
                Strategy = strategy,
                Result = BacktestEngine.Run(series, 50, series.Count - 1, strategy(), new ExecutionSpec(), new CapitalSpec()),
            }
        );
    }
}
