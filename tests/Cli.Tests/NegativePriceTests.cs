using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>A file of a future that went below zero: refused as an ordinary price, traded or skipped when the user says so.</summary>
public sealed class NegativePriceTests : IDisposable
{
    private const string Bars = """
        Date,Open,High,Low,Close,Volume
        2020-04-15,19.0,20.0,18.5,19.5,100
        2020-04-16,19.5,20.0,18.0,18.0,100
        2020-04-17,18.0,19.0,17.0,18.0,100
        2020-04-20,17.5,17.85,-40.32,-37.63,100
        2020-04-21,-14.0,13.86,-16.74,10.01,100
        2020-04-22,10.5,14.0,10.0,13.78,100
        2020-04-23,14.0,17.0,13.5,16.5,100
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public NegativePriceTests() => _file = _folder.Write("CLK20.csv", Bars);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunOverTheHole_IsRefused_WithBothWaysOut()
    {
        var run = await CommandRun.OfAsync("backtest", "--bars", _file, "--strategy", "buyAndHold");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "CLK20.csv: 2 bars were left out, the first in line 5: close -37.63 is not above zero",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("--negative-prices trade", run.Error, StringComparison.Ordinal);
        Assert.Contains("--negative-prices skip", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereTheInstrumentTradesBelowZero_TheBarsAreTraded()
    {
        using var run = await RunAsync("--negative-prices", "trade");
        var equity = run.RootElement.GetProperty("equity_final").GetDouble();

        Assert.Equal(7, run.RootElement.GetProperty("bars").GetInt32());
        var trade = run.RootElement.GetProperty("open_trades_at_end")[0];
        Assert.Equal(
            100_000 + (trade.GetProperty("Size").GetDouble() * (16.5 - trade.GetProperty("EntryPrice").GetDouble())),
            equity,
            1e-6
        );
    }

    [Fact]
    public async Task WhereTheUserSaysSo_TheBarsAreSkipped()
    {
        using var run = await RunAsync("--negative-prices", "CLK20=skip");
        Assert.Equal(5, run.RootElement.GetProperty("bars").GetInt32());
    }

    private async Task<JsonDocument> RunAsync(params string[] more)
    {
        var rule = _folder.Write("ten.json", """{ "version": 1, "entryLong": "isFlat", "size": { "units": "100" } }""");
        var run = await CommandRun.OfAsync(["backtest", "--bars", _file, "--strategy", rule, "--cash", "100000", "--json", .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out);
    }
}
