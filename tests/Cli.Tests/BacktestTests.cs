using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Cli.Reports;
using Simulator.Markets;
using Simulator.Statistics;

namespace Simulator.Tests.Cli;

/// <summary>A rule over a file, on the command line.</summary>
public sealed class BacktestTests : IDisposable
{
    private const double Tolerance = 1e-8;

    private readonly TemporaryFolder _folder = new();
    private readonly string _walk;

    public BacktestTests() => _walk = _folder.Write("walk.csv", WalkFile.Text(400));

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task ReferenceCase_LongFlatCross_PrintsTheReferencesFigures()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("oracles/engine/sma_longflat_10_20.json")));
        using var printed = await JsonAsync(
            "--bars",
            SharedFiles.Require("data/backtestingpy/GOOG.csv"),
            "--strategy",
            "smaCross",
            "--set",
            "fast=10",
            "--set",
            "slow=20",
            "--set",
            "side=long",
            "--commission-rate",
            "0.002"
        );

        var figures = printed.RootElement.GetProperty("statistics").GetProperty("backtestingPy");
        foreach (var expected in reference.RootElement.GetProperty("stats").EnumerateObject())
        {
            var actual = figures.GetProperty(expected.Name);
            if (expected.Value.ValueKind == JsonValueKind.Number)
                AssertClose(expected.Name, expected.Value.GetDouble(), actual.GetDouble());
            else if (expected.Value.ValueKind == JsonValueKind.Object)
                AssertClose(expected.Name, expected.Value.GetProperty("days").GetDouble(), actual.GetProperty("days").GetDouble());
            else
                Assert.Equal(expected.Value.ToString(), actual.ToString());
        }
        var trades = File.ReadLines(SharedFiles.Require("oracles/engine/sma_longflat_10_20.trades.csv")).Count() - 1;
        Assert.Equal(trades, printed.RootElement.GetProperty("trades").GetArrayLength());
    }

    [Fact]
    public async Task Json_HasTheFiguresOfEveryDialect_OfOneAndTheSameCurve()
    {
        using var run = await CrossAsync("--commission-rate", "0.001");

        var statistics = run.RootElement.GetProperty("statistics");
        Assert.Equal(["backtestingPy", "standard", "lean", "empyrical"], statistics.EnumerateObject().Select(d => d.Name));
        var grown = (Equity(run) / 10_000) - 1;
        Assert.Equal(grown, statistics.GetProperty("standard").GetProperty("returnFraction").GetDouble(), 1e-9);
        Assert.Equal(100 * grown, statistics.GetProperty("backtestingPy").GetProperty("Return [%]").GetDouble(), 1e-7);
        Assert.Equal(100 * grown, statistics.GetProperty("lean").GetProperty("Net Profit").GetDouble(), 0.01);
    }

    [Fact]
    public async Task DearerMarket_EndsWithLessAndSaysWhatItCost()
    {
        using var free = await CrossAsync();
        using var dear = await CrossAsync("--slippage", "bps:20", "--borrow-rate", "0.05", "--commission-rate", "0.001");

        var costs = dear.RootElement.GetProperty("costs");
        Assert.All(new[] { "commissions", "slippage", "borrow" }, name => Assert.True(costs.GetProperty(name).GetDouble() > 0, name));
        Assert.True(Equity(dear) < Equity(free));
    }

    [Fact]
    public async Task MaintenanceMargin_OnALeveragedRun_ListsTheCalls()
    {
        using var run = await CrossAsync("--margin", "0.1", "--maintenance", "0.1", "--margin-call", "close");

        Assert.True(run.RootElement.GetProperty("marginCalls").GetArrayLength() > 0);
    }

    [Fact]
    public async Task StandardConventions_SizeAtTheDecision()
    {
        using var reference = await CrossAsync("--commission-rate", "0.001");
        using var standard = await CrossAsync("--commission-rate", "0.001", "--conventions", "standard");

        Assert.NotEqual(
            reference.RootElement.GetProperty("tradeHash").GetString(),
            standard.RootElement.GetProperty("tradeHash").GetString()
        );
    }

    [Fact]
    public async Task Text_ListsFiguresByTheirNames()
    {
        var run = await CommandRun.OfAsync("backtest", "--bars", _walk, "--strategy", "buyAndHold", "--slippage", "spread-bps:20");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Equity Final [$]", run.Out, StringComparison.Ordinal);
        Assert.Contains("Slippage [$]", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cash x", "--cash must be a number above 0 and at most 1e15, was 'x'")]
    [InlineData("--commission-rate x", "--commission-rate must be a number, was 'x'")]
    [InlineData("--tick nan", "--tick must be a number, was 'nan'")]
    [InlineData("--margin 1.5", "--margin must be a number in [0.001, 1], was '1.5'")]
    [InlineData("--volume-share 2", "--volume-share must be a fraction of the bar's volume, above 0 and at most 1, was 2")]
    [InlineData("--lot 0.5", "--lot must be a whole number unless fractionalUnits is true, was 0.5")]
    [InlineData("--lot 0", "--lot must be at least 1e-12 and below 1e12, was 0")]
    [InlineData("--borrow-rate 50", "--borrow-rate must be a fraction per year between -1 and 10, was 50")]
    [InlineData(
        "--margin 0.5 --maintenance 0.6",
        "--maintenance must be a fraction of the position's value, above 0 and at most 1/leverage (0.5), was 0.6"
    )]
    [InlineData("--slippage spread:1e9", "--slippage must be in units of the price, at least 0 and below 1e9, was 1000000000")]
    [InlineData("--slippage much", "--slippage must be none, bps:N, spread-bps:N, spread:MONEY or impact:COEFFICIENT[:BARS], was 'much'")]
    [InlineData("--slippage impact:1:1", "--slippage must be between 2 and 10000, was 1")]
    [InlineData("--slippage bps:1 --spread 0.1", "exclude each other")]
    [InlineData("--margin-call close", "--margin-call needs --maintenance RATE")]
    [InlineData("--margin-call soon", "--margin-call must be open or close, was 'soon'")]
    [InlineData("--comission-rate 0.1", "unknown option --comission-rate (did you mean '--commission-rate'?)")]
    [InlineData("--set fast", "--set must be KEY=VALUE, was 'fast'")]
    [InlineData(
        "--commission-rate 2",
        "--commission-rate must be above -0.5 and below 0.5, as a fraction of the traded value (negative for a rebate), was 2"
    )]
    public async Task BadOption_IsNamedWithWhatItMustBe(string options, string message)
    {
        var run = await CommandRun.OfAsync(["backtest", "--bars", _walk, "--strategy", "buyAndHold", .. options.Split(' ')]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadOptions_AreToldTogether()
    {
        var run = await CommandRun.OfAsync("backtest", "--cash", "x", "--tick", "y");

        Assert.Equal(2, run.ExitCode);
        Assert.All(
            new[] { "backtest needs --bars FILE", "backtest needs --strategy NAME|FILE", "--cash must be", "--tick must be" },
            m => Assert.Contains(m, run.Error, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Document_OfInfiniteFigures_HasNothingInTheirPlaces()
    {
        var series = new BarSeries("A", [1, 2], [1, 1], [1, 1], [1, 1], [1, 1], [1, 1]);
        var result = new BacktestResult
        {
            FirstBar = 0,
            LastBar = 1,
            StartingCash = 1,
            Equity = [1, double.PositiveInfinity],
            Exposure = [0, 0],
            Trades = [],
            OrderCount = 0,
            Commissions = double.PositiveInfinity,
            SlippageCost = double.NaN,
            MarginCalls = [new MarginCall(0, double.NegativeInfinity, 1, 1)],
        };
        using var document = JsonDocument.Parse(
            BacktestPrinter.Json(
                new AccountFigures(series, result),
                new Dictionary<string, double>
                {
                    ["Sharpe Ratio"] = double.PositiveInfinity,
                    ["Max. Drawdown Duration"] = double.PositiveInfinity,
                },
                []
            )
        );
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("equity_final").ValueKind);
        Assert.All(
            document.RootElement.GetProperty("statistics").GetProperty("backtestingPy").EnumerateObject().Skip(2),
            f => Assert.Equal(JsonValueKind.Null, f.Value.ValueKind)
        );
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("costs").GetProperty("commissions").ValueKind);
    }

    private static double Equity(JsonDocument run) => run.RootElement.GetProperty("equity_final").GetDouble();

    private static void AssertClose(string name, double expected, double actual) =>
        Assert.True(
            Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)),
            FormattableString.Invariant($"{name}: expected {expected:R}, was {actual:R}")
        );

    private Task<JsonDocument> CrossAsync(params string[] options) =>
        JsonAsync(["--bars", _walk, "--strategy", "smaCross", "--set", "fast=5", "--set", "slow=20", .. options]);

    private static async Task<JsonDocument> JsonAsync(params string[] options)
    {
        var run = await CommandRun.OfAsync(["backtest", .. options, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out);
    }
}
