using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

public sealed class LeanStatisticsTests
{
    [SkippableFact]
    public void LeanBasicTemplateDaily_EveryPublishedFigure_AtItsPrintedPrecision()
    {
        var (series, result) = SpyRegression.Run();
        var figures = StatisticCatalogue.Compute(series, result, StatisticDialect.Lean);
        using var oracle = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("oracles/oracles.json")));

        Assert.Equal(697, Assert.Single(result.Trades).Size);
        foreach (var stat in oracle.RootElement.GetProperty("lean_basic_template_daily").GetProperty("stats").EnumerateObject())
        {
            var (key, tolerance) = OracleTable.Lean[stat.Name];
            Assert.True(
                Math.Abs(stat.Value.GetDouble() - figures[key]) <= tolerance,
                FormattableString.Invariant($"{stat.Name}: expected {stat.Value.GetDouble()}, was {figures[key]:R}")
            );
        }
        Assert.Equal(4.486, figures["Net Profit"], 3);
        Assert.Equal(10.01, figures["Portfolio Turnover"], 2);
        Assert.All(
            new[] { "Average Win", "Average Loss", "Win Rate", "Loss Rate", "Profit-Loss Ratio", "Expectancy" },
            key => Assert.Equal(0, figures[key])
        );
    }

    [SkippableFact]
    public void ProbabilisticSharpe_WithTheRawKurtosisOfThePaper_IsLower()
    {
        // LEAN prints 96.71 %; with the raw kurtosis that the formula asks for it is 93.97 %.
        var (series, result) = SpyRegression.Run();
        var lean = new LeanFigures(new AccountFigures(series, result));

        Assert.Equal(0.9671, lean.ProbabilisticSharpe(asPrinted: true), 5);
        Assert.Equal(0.9397, lean.ProbabilisticSharpe(asPrinted: false), 4);
    }

    [Fact]
    public void Weekend_CountsAsTwoDaysWithoutReturn()
    {
        // Friday to Monday with a holding that rises 10 % by Monday: Saturday 0, Sunday 0, Monday 10 %.
        DateOnly[] days = [new(2021, 3, 4), new(2021, 3, 5), new(2021, 3, 8)];
        double[] price = [100, 100, 110];
        var series = new BarSeries("NY", [.. days.Select(d => MarketCalendar.Nyse.CloseOf(d).Ticks)], price, price, price, price, price);
        var result = BacktestEngine.Run(
            series,
            1,
            2,
            new BuyAndHold(),
            new ExecutionSpec
            {
                CommissionRate = 0,
                SlippageBps = 0,
                FractionalUnits = true,
            },
            new CapitalSpec { Amount = 1_000 }
        );
        var lean = new LeanFigures(new AccountFigures(series, result));

        Assert.Equal(4, lean.Returns.Length);
        Assert.Equal([0, 0, 0], lean.Returns[..3]);
        Assert.Equal(0.1, lean.Returns[3], 12);
        Assert.Equal(252, lean.DaysPerYear);
        Assert.Equal((4 + (16 / 24.0)) / 365, lean.Years, 12); // Thursday's midnight to Monday 16:00
    }

    [Fact]
    public void UndefinedFigures_AreZeroInThisDialectOnly()
    {
        var series = TestMarkets.Random(1, 50);
        var result = BacktestEngine.Run(series, 0, 49, new HoldCash(), new ExecutionSpec(), new CapitalSpec());

        Assert.All(StatisticCatalogue.Compute(series, result, StatisticDialect.Lean), f => Assert.True(double.IsFinite(f.Value), f.Key));
        Assert.Equal(0, StatisticCatalogue.Compute(series, result, StatisticDialect.Lean)["Sharpe Ratio"]);
        Assert.True(double.IsNaN(StatisticCatalogue.Compute(series, result)["sharpe"]));
    }

    [Fact]
    public void PrimaryCreditRate_IsTheStepOfTheDay_AndItsAverageWeighsDays()
    {
        Assert.Equal(0.0075, PrimaryCreditRate.On(new DateOnly(2013, 10, 8)));
        Assert.Equal(0.0225, PrimaryCreditRate.On(new DateOnly(1998, 1, 2)));
        Assert.Equal(0.0075, PrimaryCreditRate.On(new DateOnly(2015, 12, 16)));
        Assert.Equal(0.01, PrimaryCreditRate.On(new DateOnly(2015, 12, 17)));
        // Three days at 0.75 %, one at 1 %.
        Assert.Equal(
            ((3 * 0.0075) + 0.01) / 4,
            PrimaryCreditRate.Average(new DateOnly(2015, 12, 14).DayNumber, new DateOnly(2015, 12, 17).DayNumber),
            15
        );
    }

    [Fact]
    public void TradeFigures_AreSharesOfTheRunningCapital()
    {
        // 1,000: +10 % of it, then the loss of 55 is 5 % of 1,100.
        var series = TestMarkets.OpenClose((100, 100), (100, 110), (110, 110), (110, 104.5), (104.5, 104.5));
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar is 0)
                c.Orders.BuyUnits(10);
            else if (c.Bar is 1)
                c.Orders.CloseAll();
            else if (c.Bar is 2)
                c.Orders.BuyUnits(10);
            else if (c.Bar is 3)
                c.Orders.CloseAll();
        });
        var result = BacktestEngine.Run(
            series,
            1,
            4,
            strategy,
            new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            new CapitalSpec { Amount = 1_000 }
        );
        var figures = StatisticCatalogue.Compute(series, result, StatisticDialect.Lean);

        Assert.Equal(2, result.Trades.Count);
        Assert.Equal(10, figures["Average Win"], 10);
        Assert.Equal(-5, figures["Average Loss"], 10);
        Assert.Equal(2, figures["Profit-Loss Ratio"], 10);
        Assert.Equal((0.5 * 2) - 0.5, figures["Expectancy"], 10);
    }
}
