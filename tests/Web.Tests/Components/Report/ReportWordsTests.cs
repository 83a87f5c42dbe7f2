using Simulator.Reporting;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Words;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>Stored words become words for people; what is stored stays.</summary>
public sealed class ReportWordsTests
{
    private static readonly PerformanceReport s_report = ReportSamples.Report();

    [Theory]
    [InlineData("portfolio (riskParity)", "portfolio (risk parity)")]
    [InlineData("agent (ppo)", "agent (PPO)")]
    [InlineData("buy and hold", "buy and hold")]
    [InlineData("rules (mine)", "rules (mine)")]
    public void Account_HasItsTitle(string stored, string shown) => Assert.Equal(shown, ReportWords.Account(stored));

    [Theory]
    [InlineData("smaCross", "Moving-average cross")]
    [InlineData("donchianBreakout", "Donchian breakout")]
    [InlineData("portfolio (riskParity)", "Portfolio (risk parity)")]
    [InlineData("rules", "Rules")]
    [InlineData("", "")]
    public void Strategy_HasItsTitle(string stored, string shown) => Assert.Equal(shown, ReportWords.Strategy(stored));

    [Fact]
    public void Sentence_OfOneMonth_NamesItsDays() =>
        Assert.Equal("From 2024-01-02 to 2024-10-27 the portfolio (risk parity) returned 0.0 %.", ReportWords.Sentence(s_report));

    [Theory]
    [InlineData("market order of bar 104 filled at the open 9.5", "market order of 2024-01-06 filled at the open 9.5")]
    [InlineData("market order of bar 99 filled at the open 9.5", "market order of the bar before 2024-01-02 filled at the open 9.5")]
    [InlineData("market order of bar 9999 filled at the open 9.5", "market order filled at the open 9.5")]
    [InlineData("bar 299453: sell order of bar 299452 rejected", "sell order rejected")]
    [InlineData("no price on 3 bars, the first bar 100", "no price on 3 bars, the first 2024-01-02")]
    [InlineData("no price on 3 bars, the first bar 9999", "no price on 3 bars")]
    [InlineData("within 0.0e+0 of the final equity", "within 0 of the final equity")]
    [InlineData("within 3.1e-10 of the final equity", "within 0.000001 of the final equity")]
    [InlineData("within 1.5e+3 of the final equity", "within 1500 of the final equity")]
    public void Text_NamesNoBarAndNoExponent(string stored, string shown) => Assert.Equal(shown, ReportWords.Text(s_report, stored));

    [Theory]
    [InlineData("market order of bar 69 filled at the open 180.36, 5 bps slippage", "market order")]
    [InlineData("stop-loss of bar 7 at 97 filled at 96: the market was already beyond it", "stop-loss")]
    [InlineData("mean price 47.2 of 3 fills: market order of bar 69 and 2 more", "market order")]
    [InlineData("bankrupt: closed at the close 3", "bankrupt")]
    [InlineData("end of run: closed at the open 5 of the last bar", "end of run")]
    [InlineData("cash in lieu of a fractional share after a split, at the open 5", "cash in lieu")]
    [InlineData("", "")]
    public void Cause_IsTheReasonWithoutItsPrices(string reason, string cause) => Assert.Equal(cause, ReportWords.Cause(reason));

    [Fact]
    public void Scale_BeginsAndEndsAtRoundNumbers_WithEqualSteps()
    {
        var axis = PlotScale.Numbers([-0.034, 0.171], "percent");

        Assert.Equal((-0.05, 0.2), (Math.Round(axis.Low, 9), Math.Round(axis.High, 9)));
        Assert.Equal(["−5 %", "0 %", "5 %", "10 %", "15 %", "20 %"], axis.Ticks.Select(t => t.Text));
        Assert.Equal(["0.000", "0.002", "0.004"], PlotScale.Numbers([0, 0.0098], "number").Ticks.Take(3).Select(t => t.Text));
    }

    [Fact]
    public void Scale_OfOneValue_StillHasRoom()
    {
        var axis = PlotScale.Numbers([5, 5], "number", withZero: false);

        Assert.True(axis.Low < 5 && axis.High > 5);
    }

    [Fact]
    public void Times_HaveFourDates_TheEndsIncluded()
    {
        var times = Enumerable.Range(0, 100).Select(i => ReportSamples.Start.AddDays(i)).ToArray();

        var axis = PlotScale.Times(times, daily: true);

        Assert.Equal(4, axis.Ticks.Count);
        Assert.Equal(("2024-01-02", "2024-04-10"), (axis.Ticks[0].Text, axis.Ticks[^1].Text));
        Assert.Equal(1, axis.At(axis.Ticks[^1].Value));
    }
}
