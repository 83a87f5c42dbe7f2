using System.Globalization;
using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>The days of a backtest, what its figures are measured against, and its files.</summary>
public sealed class BacktestAnalysisTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _bars;

    public BacktestAnalysisTests() => _bars = _folder.Write("walk.csv", WalkFile.Text(600));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FromAndTo_TradeTheDaysBetween_WithTheBarsBeforeAsHistory()
    {
        using var part = await RunAsync("--from", "2016-01-04", "--to", "2016-06-30");
        using var whole = await RunAsync();
        var statistics = part.RootElement.GetProperty("statistics").GetProperty("backtestingPy");

        Assert.Equal("2016-01-04T00:00:00", statistics.GetProperty("Start").GetString());
        Assert.Equal("2016-06-30T00:00:00", statistics.GetProperty("End").GetString());
        Assert.Equal(129, part.RootElement.GetProperty("bars").GetInt32());
        Assert.All(
            part.RootElement.GetProperty("trades").EnumerateArray(),
            t => Assert.InRange(t.GetProperty("EntryBar").GetInt32(), 260, 260 + 128)
        );

        // The crosses are those of the whole file: history reaches back behind the first day.
        var bars = whole.RootElement.GetProperty("trades").EnumerateArray().Select(t => t.GetProperty("EntryBar").GetInt32()).ToHashSet();
        Assert.All(
            part.RootElement.GetProperty("trades").EnumerateArray(),
            t => Assert.Contains(t.GetProperty("EntryBar").GetInt32(), bars)
        );
    }

    [Fact]
    public async Task DaysWithoutABar_AreRefused_WithTheDaysThatThereAre()
    {
        var run = await CommandRun.OfAsync("backtest", "--bars", _bars, "--strategy", "buyAndHold", "--from", "2031-01-01");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no bar lies from 2031-01-01 to", run.Error, StringComparison.Ordinal);
        Assert.Contains("walk has bars from 2015-01-05 to", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RiskFreeRate_IsTakenOffTheExcessReturns_OfEveryDialectButLeans()
    {
        using var without = await RunAsync();
        using var with = await RunAsync("--risk-free", "0.03");
        double Of(JsonDocument run, string dialect, string figure) =>
            run.RootElement.GetProperty("statistics").GetProperty(dialect).GetProperty(figure).GetDouble();

        var volatility = Of(without, "standard", "annualVolatility");
        Assert.Equal(Of(without, "standard", "sharpe") - (0.03 / volatility), Of(with, "standard", "sharpe"), 1e-9);
        var annual = Of(without, "backtestingPy", "Volatility (Ann.) [%]") / 100;
        Assert.Equal(Of(without, "backtestingPy", "Sharpe Ratio") - (0.03 / annual), Of(with, "backtestingPy", "Sharpe Ratio"), 1e-9);
        var (beta, alpha) = (Of(without, "standard", "beta"), Of(without, "standard", "alpha"));
        Assert.Equal(alpha - (0.03 * (1 - beta)), Of(with, "standard", "alpha"), 1e-9);
        Assert.Equal(
            Of(without, "empyrical", "sharpe_ratio") - (0.03 / Of(without, "empyrical", "annual_volatility")),
            Of(with, "empyrical", "sharpe_ratio"),
            1e-9
        );
        Assert.Equal(Of(without, "lean", "Sharpe Ratio"), Of(with, "lean", "Sharpe Ratio"));
        Assert.Equal(Of(without, "standard", "annualReturn"), Of(with, "standard", "annualReturn"));
    }

    [Fact]
    public async Task Benchmark_OfTheSameFile_ChangesNothing_AndAnotherOneChangesBeta()
    {
        using var own = await RunAsync("--benchmark", _bars);
        using var without = await RunAsync();
        double Of(JsonDocument run, string figure) =>
            run.RootElement.GetProperty("statistics").GetProperty("standard").GetProperty(figure).GetDouble();
        Assert.Equal(Of(without, "beta"), Of(own, "beta"));

        // A benchmark whose every return is half of the market's: beta doubles.
        var (rows, level, last) = (new List<string> { "Date,Close" }, 100.0, 0.0);
        foreach (var cells in (await File.ReadAllLinesAsync(_bars)).Skip(1).Select(l => l.Split(',')))
        {
            var close = double.Parse(cells[4], CultureInfo.InvariantCulture);
            level *= last == 0 ? 1 : 1 + (((close / last) - 1) / 2);
            last = close;
            rows.Add($"{cells[0]},{level.ToString("R", CultureInfo.InvariantCulture)}");
        }
        using var half = await RunAsync("--benchmark", _folder.Write("half.csv", string.Join('\n', rows)));
        Assert.Equal(2 * Of(without, "beta"), Of(half, "beta"), 1e-6);
    }

    [Fact]
    public async Task Files_OfEquityAndTrades_ReadBackAsTheRun()
    {
        var (equity, trades) = (_folder.File("equity.csv"), _folder.File("trades.csv"));
        using var run = await RunAsync("--equity-csv", equity, "--trades-csv", trades, "--from", "2016-01-04");
        var curve = await File.ReadAllLinesAsync(equity);
        var rows = await File.ReadAllLinesAsync(trades);

        Assert.Equal("time,close,equity,drawdown,exposure", curve[0]);
        Assert.Equal(run.RootElement.GetProperty("bars").GetInt32(), curve.Length - 1);
        Assert.Equal(
            run.RootElement.GetProperty("equity_final").GetDouble(),
            double.Parse(curve[^1].Split(',')[2], CultureInfo.InvariantCulture)
        );
        Assert.StartsWith("2016-01-04T", curve[1], StringComparison.Ordinal);
        var json = run.RootElement.GetProperty("trades").EnumerateArray().ToArray();
        var open = run.RootElement.GetProperty("open_trades_at_end").GetArrayLength();
        Assert.Equal(json.Length + open, rows.Length - 1);
        Assert.Equal(json[0].GetProperty("EntryPrice").GetDouble(), double.Parse(rows[1].Split(',')[3], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ThinFigures_OfThreeBars_AreMarkedInTextAndJson()
    {
        var bars = _folder.Write("three.csv", WalkFile.Text(3));
        var text = await CommandRun.OfAsync("backtest", "--bars", bars, "--strategy", "buyAndHold", "--fractional");
        Assert.Matches(@"Return \(Ann\.\) \[%\] +\S+ \*\n", text.Out);
        Assert.Contains("3 of 245 returns, 3 of about 245 bars", text.Out, StringComparison.Ordinal);

        using var json = await BacktestAsync(bars, "buyAndHold");
        var thin = json.RootElement.GetProperty("thinFigures").EnumerateArray().ToArray();
        var annual = thin.Single(t =>
            t.GetProperty("dialect").GetString() == "standard" && t.GetProperty("figure").GetString() == "annualReturn"
        );
        Assert.Equal((3, 245), (annual.GetProperty("has").GetInt32(), annual.GetProperty("needs").GetInt32()));
        Assert.Equal((3, 245), (annual.GetProperty("hasBars").GetInt32(), annual.GetProperty("bars").GetInt32()));
    }

    private Task<JsonDocument> RunAsync(params string[] more) => BacktestAsync(_bars, "smaCross", more);

    private static async Task<JsonDocument> BacktestAsync(string bars, string strategy, params string[] more)
    {
        var run = await CommandRun.OfAsync(["backtest", "--bars", bars, "--strategy", strategy, "--fractional", "--json", .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out);
    }
}
