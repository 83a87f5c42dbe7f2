using Simulator.Backtesting;
using Simulator.Portfolios;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Pairs;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>What a portfolio says of itself, once.</summary>
public sealed class PortfolioNoteTests
{
    private static readonly ExecutionSpec s_free = new()
    {
        CommissionRate = 0,
        SlippageBps = 0,
        FractionalUnits = true,
    };
    private static readonly CapitalSpec s_capital = new() { Amount = 100_000 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Window_LongerThanTheData_IsNotedOnce(bool daily)
    {
        var rule = new RebalancingStrategy(
            new ConstructedWeights(new() { Method = ConstructionMethod.RiskParity }, 99_999),
            daily ? new RebalanceRule.Daily() : new RebalanceRule.Monthly()
        );
        var result = PortfolioEngine.Run(PortfolioMarkets.Aligned(3, 300), rule, s_free, s_capital);

        Assert.Equal(
            "risk parity over 99999 bars: no asset had enough history by the end of the run; the account stayed in cash",
            Assert.Single(result.Notes)
        );
        Assert.All(result.Equity, e => Assert.Equal(s_capital.Amount, e));
    }

    [Fact]
    public void Window_OfAPairLongerThanTheData_IsNotedOnce()
    {
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Aligned(2, 300),
            new PairsTrading("A00", "A01", new() { WindowBars = 5_000 }),
            s_free,
            s_capital
        );

        Assert.Equal(
            "pair A00/A01 over 5000 bars: the two assets had no common history of that "
                + "length by the end of the run; the account stayed in cash",
            Assert.Single(result.Notes)
        );
    }

    [Fact]
    public void Window_WithinTheData_IsNotNoted()
    {
        var rule = new RebalancingStrategy(
            new ConstructedWeights(new() { Method = ConstructionMethod.RiskParity }, 60),
            new RebalanceRule.Monthly()
        );

        Assert.Empty(PortfolioEngine.Run(PortfolioMarkets.Aligned(3, 300), rule, s_free, s_capital).Notes);
    }

    [Fact]
    public void WeightsBeyondTheLeverage_AreNotedOnce_WithHowOften()
    {
        // 1.5 together each day; the last of 300 bars has no decision.
        var rule = new RebalancingStrategy(
            new FixedWeights(new Dictionary<string, double> { ["A00"] = 0.9, ["A01"] = 0.6 }),
            new RebalanceRule.Daily()
        );
        var result = PortfolioEngine.Run(PortfolioMarkets.Aligned(2, 300), rule, s_free, s_capital);

        var note = Assert.Single(result.Notes);
        Assert.Equal(
            "total weights of up to 1.5 were scaled down to the leverage of 1 in 299 of 299 rebalancings, first on 2015-01-02",
            note
        );
    }
}
