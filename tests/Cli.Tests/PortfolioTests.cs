using System.Text.Json;

namespace Simulator.Tests.Cli;

public sealed class PortfolioTests
{
    [Theory]
    [InlineData("equal")]
    [InlineData("minimumVariance")]
    [InlineData("tangency")]
    [InlineData("riskParity")]
    [InlineData("hrp")]
    public async Task Portfolio_ByEveryMethod_PrintsEquityFiguresAndAssets(string method)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync([
            "portfolio",
            .. Bars(folder, 3),
            "--method",
            method,
            "--rebalance",
            "weekly",
            "--commission-rate",
            "0.0005",
            "--json",
        ]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        var assets = root.GetProperty("assets").EnumerateArray().ToArray();
        Assert.Equal(["A0", "A1", "A2"], assets.Select(a => a.GetProperty("symbol").GetString()));
        Assert.Equal(
            root.GetProperty("finalEquity").GetDouble(),
            root.GetProperty("cash").GetDouble() + assets.Sum(a => a.GetProperty("value").GetDouble()),
            1e-6
        );
        Assert.Equal(
            (root.GetProperty("finalEquity").GetDouble() / 100_000) - 1,
            root.GetProperty("statistics").GetProperty("standard").GetProperty("returnFraction").GetDouble(),
            1e-12
        );
        Assert.True(root.GetProperty("orders").GetInt32() > 3);
        Assert.False(root.TryGetProperty("curve", out _));
    }

    [Fact]
    public async Task Portfolio_WithARebate_IsPaidForTrading()
    {
        using var folder = new TemporaryFolder();
        using var json = JsonDocument.Parse(
            (await CommandRun.OfAsync(["portfolio", .. Bars(folder, 2), "--method", "equal", "--commission-rate", "-0.0001", "--json"])).Out
        );
        Assert.True(json.RootElement.GetProperty("commissions").GetDouble() < 0);
    }

    [Theory]
    [InlineData("no bar at or after 2030-01-01 00:00:00Z; the assets have bars from", "--from", "2030-01-01")]
    [InlineData("no bar at or before 1990-01-01 23:59:59Z; the assets", "--to", "1990-01-01")]
    [InlineData("no bar between 2030-01-01 00:00:00Z and 2031-01-01 23:59:59Z; the assets", "--from", "2030-01-01", "--to", "2031-01-01")]
    public async Task Portfolio_OutsideItsBars_SaysWhereTheyAre(string message, params string[] dates)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync(["portfolio", .. Bars(folder, 2), "--method", "equal", .. dates]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portfolio_OrderOfFiles_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        var bars = Bars(folder, 3);
        var first = await CommandRun.OfAsync(["portfolio", .. bars, "--method", "hrp", "--json", "--curve"]);
        var second = await CommandRun.OfAsync(["portfolio", .. bars[4..], .. bars[..4], "--method", "hrp", "--json", "--curve"]);
        Assert.Equal(first.Out, second.Out);
        Assert.Contains("\"curve\"", first.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portfolio_WithWeightsActionsAndCurrencies_RunsInWords()
    {
        using var folder = new TemporaryFolder();
        var factors = folder.Write("factors.csv", "20150105,0.98,0.5,100\n20160301,0.98,0.5,100\n20160601,0.99,1,100\n20501231,1,1,0\n");
        var rates = folder.Write("rates.csv", Walk(300).Replace("2015-01-05", "2014-12-29", StringComparison.Ordinal));
        var run = await CommandRun.OfAsync([
            "portfolio",
            .. Bars(folder, 2),
            "--method",
            "weights",
            "--set",
            "A0=0.6",
            "--set",
            "A1=0.3",
            "--rebalance",
            "drift:0.05",
            "--factors",
            $"A0={factors}",
            "--quoted",
            "A1=EUR",
            "--rates",
            $"EURUSD={rates}",
            "--from",
            "2015-01-12",
            "--benchmark",
            "A0",
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("given weights, rebalanced at a drift of 0.05", run.Out, StringComparison.Ordinal);
        Assert.Contains("benchmark A0", run.Out, StringComparison.Ordinal);
        Assert.Contains("Sharpe ratio", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portfolio_OfPairs_TradesThem()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync([
            "portfolio",
            .. Bars(folder, 2),
            "--method",
            "pairs",
            "--set",
            "window=60",
            "--set",
            "maxPValue=1",
            "--json",
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("pair A0/A1", json.RootElement.GetProperty("strategy").GetString());
        Assert.True(json.RootElement.GetProperty("orders").GetInt32() > 0);
    }

    [Theory]
    [InlineData("portfolio needs --method NAME", "--bars", "A=a.csv")]
    [InlineData("portfolio needs assets: --bars SYMBOL=FILE", "--method", "equal")]
    [InlineData("--bars must be SYMBOL=FILE, was 'a.csv'", "--bars", "a.csv", "--method", "equal")]
    [InlineData("(did you mean 'window'?)", "--bars", "A=a.csv", "--method", "hrp", "--set", "widow=3")]
    [InlineData("(did you mean 'drift'?)", "--bars", "A=a.csv", "--method", "hrp", "--rebalance", "drfit:0.1")]
    [InlineData("a.csv: no such file", "--bars", "A=a.csv", "--method", "equal")]
    [InlineData("--from must be a date", "--bars", "A=a.csv", "--method", "equal", "--from", "yesterday")]
    [InlineData(
        "--commission-rate must be a number above -0.5 and below 0.5, as a fraction of the traded value (negative for a rebate), was '0.9'",
        "--bars",
        "A=a.csv",
        "--method",
        "equal",
        "--commission-rate",
        "0.9"
    )]
    [InlineData(
        "--slippage-bps must be a number in basis points, at least 0 and below 5000, was '-1'",
        "--bars",
        "A=a.csv",
        "--method",
        "equal",
        "--slippage-bps",
        "-1"
    )]
    [InlineData("--leverage must be a number between 1 and 1000, was '0'", "--bars", "A=a.csv", "--method", "equal", "--leverage", "0")]
    [InlineData("pairs and arbitrage trade on their own signals", "--bars", "A=a.csv", "--method", "pairs", "--rebalance", "daily")]
    public async Task Misuse_IsNamed_WithExitCode2(string message, params string[] words)
    {
        var run = await CommandRun.OfAsync(["portfolio", .. words]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misuse_FoundInTheRun_IsNamedToo()
    {
        using var folder = new TemporaryFolder();
        var bars = Bars(folder, 2);
        await Refused("needs 'A9'", "--method", "pairs", "--set", "first=A9", "--set", "second=A0");
        await Refused("no exchange rate converts", "--method", "equal", "--quoted", "A0=EUR");
        await Refused("'A7' is not one of the assets", "--method", "equal", "--quoted", "A7=EUR");
        await Refused("--cash must be a number above 0 and at most 1e15, was", "--method", "equal", "--cash", "-1");
        await Refused("benchmark 'XX' is not one of the assets", "--method", "equal", "--benchmark", "XX");
        await Refused("--set window: must be a whole number", "--method", "hrp", "--set", "window=1.5");

        async Task Refused(string message, params string[] words)
        {
            var run = await CommandRun.OfAsync(["portfolio", .. bars, .. words]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Help_NamesMethodsAndSchedules()
    {
        var run = await CommandRun.OfAsync("portfolio", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(
            new[] { "minimumVariance", "Hierarchical risk parity", "arbitrage", "drift:X", "--factors", "--rates" },
            word => Assert.Contains(word, run.Out, StringComparison.Ordinal)
        );
    }

    private static string[] Bars(TemporaryFolder folder, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(i => new[] { "--bars", $"A{i}={folder.Write($"a{i}.csv", Walk(300, i))}" })];

    private static string Walk(int bars, int shift = 0)
    {
        // The same walk read from another day on is another market; the dates are the first file's.
        var (dates, rows) = (WalkFile.Text(bars).Split('\n'), WalkFile.Text(bars + (50 * shift)).Split('\n'));
        return string.Join(
            '\n',
            Enumerable.Range(0, bars + 1).Select(i => i == 0 ? dates[0] : dates[i].Split(',')[0] + rows[i + (50 * shift)][10..])
        );
    }
}
