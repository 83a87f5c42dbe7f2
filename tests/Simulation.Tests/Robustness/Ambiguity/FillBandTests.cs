using Simulator.Backtesting;
using Simulator.Robustness;
using Simulator.Robustness.Ambiguity;
using Simulator.Robustness.Sweeps;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Robustness.Ambiguity;

public sealed class FillBandTests
{
    [Fact]
    public void BarThatTouchesStopAndTarget_MakesABandBetweenTheTwo()
    {
        var series = TestMarkets.Ohlc((100, 101, 99, 100), (100, 110, 92, 101), (101, 102, 100, 101));
        var band = FillBand.Of(Free(series), (_, _) => Bracket(), ParameterSet.Empty);
        Assert.Equal((10_000 - 50, 10_000 + 60), (band.Lowest, band.Highest));
        Assert.Equal(new AmbiguousBar(1, series.CloseTimeAt(1), 9_950, 10_060), Assert.Single(band.Bars));
        Assert.Equal((10_060, 9_950, 9_950, 10_060), (band.HighFirst, band.LowFirst, band.Pessimistic, band.Optimistic));
    }

    [Fact]
    public void BarThatTouchesOneOfTheTwo_IsCertain()
    {
        var band = FillBand.Of(
            Free(TestMarkets.Ohlc((100, 101, 99, 100), (100, 104, 92, 101), (101, 102, 100, 101))),
            (_, _) => Bracket(),
            ParameterSet.Empty
        );
        Assert.True(band.IsCertain);
        Assert.Equal((1, 1), (band.Candidates, band.Examined));
    }

    [Fact]
    public void MarketOrders_LeaveNoBand()
    {
        var band = FillBand.Of(TestSetups.Walk(), TestSetups.SmaCross, ParameterSet.Empty);
        Assert.True(band.IsCertain);
        Assert.Equal(0, band.Candidates);
    }

    [Theory]
    [InlineData("stopBreakout", true)]
    [InlineData("stopBreakout", false)]
    [InlineData("limitBracket", true)]
    public void Band_OfARuleWithBrackets_HoldsTheRunItself(string rule, bool reference)
    {
        var setup = TestSetups.Walk(500) with { Options = reference ? BacktestOptions.BacktestingPy : null };
        var band = FillBand.Of(setup, (_, s) => NamedStrategies.Create(rule, new Dictionary<string, string>(), s), ParameterSet.Empty);
        Assert.True(band.Candidates > 5);
        Assert.InRange(band.FinalEquity, band.Lowest, band.Highest);
        Assert.Equal(band.FinalEquity, setup.Run(NamedStrategies.Create(rule, new Dictionary<string, string>(), setup.Series)).Equity[^1]);
        Assert.All(band.Bars, b => Assert.True(b.LowestEquity <= b.HighestEquity));
    }

    private static RunSetup Free(Simulator.Markets.BarSeries series) =>
        RunSetup.Over(series) with
        {
            FirstBar = 1,
            Execution = new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            Capital = new CapitalSpec { Amount = 10_000 },
        };

    private static ScriptedStrategy Bracket() =>
        new(c =>
        {
            if (c.Bar == 0)
                c.Orders.Place(OrderRequest.BuyUnits(10) with { StopLoss = 95, TakeProfit = 106 });
        });
}
