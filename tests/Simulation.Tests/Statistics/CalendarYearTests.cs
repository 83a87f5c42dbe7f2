using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Indicators;
using Simulator.Tests.Simulation.Rules;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>A volatility per year is one of the series' own year, unless a rule says another number of bars.</summary>
public sealed class CalendarYearTests
{
    [Theory]
    [InlineData("nyse", 0, 252)]
    [InlineData("crypto", 0, 365)]
    [InlineData("tse", 0, 245)]
    [InlineData("nyse", 60, 252 * 7)] // six whole hours and a half one
    [InlineData("nyse", 30, 252 * 13)]
    [InlineData("crypto", 60, 365 * 24)]
    [InlineData("fx", 15, 260 * 96)]
    public void BarsOfAYear_FollowCalendarAndInterval(string calendar, int minutes, double bars) =>
        Assert.Equal(
            bars,
            TradingPeriods.BarsPerYear(
                Series(MarketCalendar.ById(calendar), minutes == 0 ? BarInterval.Daily : BarInterval.Minutes(minutes))
            )
        );

    [Theory]
    [InlineData("volatility(20)", "volatility(20, 252)")]
    [InlineData("volatility(close, 20, calendar)", "volatility(close, 20, 252)")]
    [InlineData("volatility(high, perYear = calendar)", "volatility(high, 20, 252)")]
    [InlineData("parkinson()", "parkinson(20, 252)")]
    [InlineData("BTC.volatility(24)", "BTC.volatility(24, 8760)")]
    [InlineData("BTC.yangZhang(24)", "BTC.yangZhang(24, 8760)")]
    [InlineData("symbol(\"BTC\", daily(garmanKlass(10)))", "symbol(\"BTC\", daily(garmanKlass(10, 365)))")]
    [InlineData("weekly(volatility(10))", "weekly(volatility(10, 52))")]
    public void IndicatorOfARule_LeftToTheCalendar_IsThatOfTheBarsItStandsOn(string expression, string same)
    {
        var market = RuleMarkets.Full(420);
        var values = RuleValues.Of(expression, market);
        Assert.Contains(values, double.IsFinite);
        Assert.Equal(RuleValues.Of(same, market), values);
    }

    [Fact]
    public void WordInARule_ThatADocumentDefines_IsItsOwn() =>
        Assert.Equal(
            RuleValues.Of("volatility(close, 20, 100)", RuleMarkets.Full(420)),
            RuleValues.Of("volatility(close, 20, calendar)", RuleMarkets.Full(420), parameters: ("calendar", 100))
        );

    [Fact]
    public void WordInARule_BelongsToBarsOfAYearOnly() => Assert.NotEmpty(RuleValues.Errors("volatility(close, calendar) > 0"));

    [Theory]
    [InlineData("nyse", 0, "252", "365")]
    [InlineData("crypto", 0, "365", "252")]
    [InlineData("nyse", 60, "1764", "252")]
    public void TimeSeriesMomentum_LeftToTheCalendar_HoldsAsMuchAsItsYearSays(string calendar, int minutes, string own, string other)
    {
        var series = Series(MarketCalendar.ById(calendar), minutes == 0 ? BarInterval.Daily : BarInterval.Minutes(minutes));
        Assert.Equal(Run(series, own), Run(series, null));
        Assert.Equal(Run(series, own), Run(series, "calendar"));
        Assert.NotEqual(Run(series, other), Run(series, null));
    }

    private static string Run(BarSeries series, string? perYear)
    {
        var parameters = new Dictionary<string, string> { ["lookback"] = "20", ["volatilityTarget"] = "0.1" };
        if (perYear is not null)
            parameters["perYear"] = perYear;
        return BacktestEngine
            .Run(
                series,
                0,
                series.Count - 1,
                NamedStrategies.Create("timeSeriesMomentum", parameters, series),
                new ExecutionSpec { FractionalUnits = true },
                new CapitalSpec()
            )
            .TradeHash;
    }

    private static BarSeries Series(MarketCalendar calendar, BarInterval interval)
    {
        var walk = IndicatorMarkets.Walk(400);
        return new BarSeries("WALK", walk.CloseTimeTicks, walk.Open, walk.High, walk.Low, walk.Close, walk.Volume)
        {
            Calendar = calendar,
            Interval = interval,
        };
    }
}
