using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>Rules of the expression language, on the command line.</summary>
public sealed class RulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _walk;

    public RulesTests() => _walk = _folder.Write("walk.csv", WalkFile.Text(400));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backtest_OfAFile_TradesAsTheBuiltInRule()
    {
        var rules = _folder.Write(
            "rules.json",
            """
            { "version": 1, "parameters": { "fast": 5, "slow": 30 },
              "entryLong": "crossesAbove(sma(fast), sma(slow))", "exitLong": "crossesBelow(sma(fast), sma(slow))" }
            """
        );
        var rule = await CommandRun.OfAsync(
            "backtest",
            "--bars",
            _walk,
            "--strategy",
            rules,
            "--set",
            "fast=10",
            "--set",
            "slow=20",
            "--json"
        );
        var built = await CommandRun.OfAsync(
            "backtest",
            "--bars",
            _walk,
            "--strategy",
            "smaCross",
            "--set",
            "fast=10",
            "--set",
            "slow=20",
            "--set",
            "side=long",
            "--json"
        );
        Assert.Equal(0, rule.ExitCode);
        using var a = JsonDocument.Parse(rule.Out);
        using var b = JsonDocument.Parse(built.Out);
        Assert.True(b.RootElement.GetProperty("trades").GetArrayLength() > 3);
        Assert.Equal(b.RootElement.GetProperty("tradeHash").GetString(), a.RootElement.GetProperty("tradeHash").GetString());
    }

    [Fact]
    public async Task Backtest_WithAnotherSymbol_ReadsItsFile()
    {
        var rules = _folder.Write(
            "rules.json",
            """{ "version": 1, "entryLong": "close > 0 and SPY.close > SPY.sma(5)", "exitLong": "SPY.close < SPY.sma(5)" }"""
        );
        var spy = _folder.Write("spy.csv", WalkFile.Text(300));
        Assert.Equal(0, (await CommandRun.OfAsync("backtest", "--bars", _walk, "--strategy", rules, "--other", $"SPY={spy}")).ExitCode);
        var without = await CommandRun.OfAsync("backtest", "--bars", _walk, "--strategy", rules);
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("series 'SPY' is not available", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FaultyFile_TellsEveryErrorWithACaret()
    {
        var rules = _folder.Write(
            "rules.json",
            """{ "version": 1, "entryLong": "close > opne", "exitLong": "close[-1] > 1", "sise": "1" }"""
        );
        foreach (
            var run in new[]
            {
                await CommandRun.OfAsync("rules", "check", rules),
                await CommandRun.OfAsync("backtest", "--bars", _walk, "--strategy", rules),
            }
        )
        {
            Assert.Equal(2, run.ExitCode);
            Assert.Empty(run.Out);
            Assert.Contains(
                "entryLong: column 9: no series, parameter or definition is called 'opne' (did you mean 'open'?)\n"
                    + "    close > opne\n            ^^^^",
                run.Error,
                StringComparison.Ordinal
            );
            Assert.Contains("exitLong: column 7: [-1] is in the future", run.Error, StringComparison.Ordinal);
            Assert.Contains("sise: unknown member (did you mean 'size'?)", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_SoundFile_SaysWhatItReads()
    {
        var run = await CommandRun.OfAsync(
            "rules",
            "check",
            _folder.Write("rules.json", """{ "version": 1, "entryLong": "SPY.close > 1 and forecast.mean > 0" }""")
        );
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no errors; besides the traded series it reads SPY, forecasts", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules", "chek")]
    [InlineData("rules", "check")]
    [InlineData("rules", "check", "/nowhere/rules.json")]
    [InlineData("backtest", "--bars", "x.csv", "--strategy", "smaCross", "--other", "A=b.csv")]
    [InlineData("backtest", "--bars", "x.csv", "--strategy", "a.json", "--other", "A")]
    public async Task WrongUse_IsTold(params string[] words)
    {
        var run = await CommandRun.OfAsync(words);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Reference_PrintsTheTables() =>
        Assert.Contains("| `crossesAbove(a, b)` |", (await CommandRun.OfAsync("rules", "reference")).Out, StringComparison.Ordinal);
}
