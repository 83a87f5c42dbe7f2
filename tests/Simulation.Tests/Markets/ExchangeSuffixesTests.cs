using Simulator.Markets;

namespace Simulator.Tests.Simulation.Markets;

public sealed class ExchangeSuffixesTests
{
    [Theory]
    [InlineData("0700.HK", "hkex")]
    [InlineData("7203.T", "tse")]
    [InlineData("VOD.L", "lse")]
    [InlineData("0R2V.IL", "lse")]
    [InlineData("bhp.ax", "asx")]
    [InlineData("SHOP.TO", "tsx")]
    [InlineData("SAP.DE", "xetra")]
    [InlineData("MC.PA", "euronext")]
    [InlineData("600519.SS", "sse")]
    [InlineData("000001.SZ", "sse")]
    [InlineData("RELIANCE.NS", "bse")]
    [InlineData("500325.BO", "bse")]
    [InlineData("EURUSD=X", "fx")]
    [InlineData("JPY=X", "fx")]
    [InlineData("ES=F", "cme")]
    [InlineData("BTC-USD", "crypto")]
    [InlineData("ETH-BTC", "crypto")]
    [InlineData("EUR-USD", "fx")]
    [InlineData("aapl.us", "nyse")]
    public void Ticker_WithAKnownSuffix_HasItsCalendar(string ticker, string calendar) =>
        Assert.Equal(calendar, ExchangeSuffixes.Of(ticker)?.Calendar?.Id);

    [Theory]
    [InlineData("BRK-B")]
    [InlineData("BRK.B")]
    [InlineData("BF-B")]
    [InlineData("AAPL")]
    [InlineData("^GSPC")]
    [InlineData(".HK")]
    [InlineData("A.")]
    public void Ticker_WithoutASuffix_SaysNothing(string ticker) => Assert.Null(ExchangeSuffixes.Of(ticker));

    [Theory]
    [InlineData("005930.KS", "Korea")]
    [InlineData("ENI.MI", "Milan")]
    [InlineData("NESN.SW", "Zurich")]
    public void Ticker_OfAnExchangeWithoutCalendar_SaysSo(string ticker, string exchange)
    {
        var suffix = ExchangeSuffixes.Of(ticker);
        Assert.NotNull(suffix);
        Assert.Null(suffix.Calendar);
        Assert.Contains(exchange, suffix.Reason, StringComparison.Ordinal);
    }
}
