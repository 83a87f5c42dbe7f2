using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Names that someone chooses for a series.</summary>
public sealed class SymbolNamesTests
{
    [Theory]
    [InlineData("GS")]
    [InlineData("BRK.B")]
    [InlineData("EURUSD=X")]
    [InlineData("DEMO_GOLD")]
    [InlineData("a-1")]
    public void Problem_OfASoundName_IsNull(string name) => Assert.Null(SymbolNames.Problem(name));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u202eb")]
    [InlineData("_a")]
    [InlineData("%2e%2e")]
    [InlineData("a?b#c")]
    public void Problem_OfANameThatNoAddressHolds_SaysSo(string name) => Assert.NotNull(SymbolNames.Problem(name));

    [Fact]
    public void Problem_OfALongName_NamesTheLimit()
    {
        Assert.Null(SymbolNames.Problem(new string('A', SymbolNames.MaximumLength)));
        Assert.Contains("the limit is 64", SymbolNames.Problem(new string('A', 65)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TSCO.L.daily.csv", "TSCO.L")]
    [InlineData("TSCO.L.csv", "TSCO.L")]
    [InlineData("DX-Y.NYB.csv", "DX-Y.NYB")]
    [InlineData("^GSPC.csv", "GSPC")]
    [InlineData("^GSPC_1d.csv", "GSPC")]
    [InlineData("BRK-B_2010_2020.csv", "BRK-B")]
    [InlineData("BRK-B-2010-2020.csv", "BRK-B")]
    [InlineData("BRK.B.csv", "BRK.B")]
    [InlineData("EURUSD=X.csv", "EURUSD=X")]
    [InlineData("EURUSD=X_1h.csv.gz", "EURUSD=X")]
    [InlineData("BTC-USD_1h.csv", "BTC-USD")]
    [InlineData("BTC-USD-1d.parquet", "BTC-USD")]
    [InlineData("ES=F-1d.csv", "ES=F")]
    [InlineData("ES=F.weekly.json", "ES=F")]
    [InlineData("0700.HK.2023.csv", "0700.HK")]
    [InlineData("600519.SS_20240131.csv", "600519.SS")]
    [InlineData("2330.TW (1).csv", "2330.TW")]
    [InlineData("EURUSD_2019.csv", "EURUSD")]
    [InlineData("SPY_1min_2024-01.csv", "SPY")]
    [InlineData("BTCUSDT-1h-2024-01.zip", "BTCUSDT")]
    [InlineData("AAPL.csv", "AAPL")]
    public void FromFileName_KeepsTheTicker(string file, string name) => Assert.Equal(name, SymbolNames.FromFileName(file));
}
