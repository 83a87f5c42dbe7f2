using System.Globalization;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Cli;

/// <summary>A year has as many days as the calendar of the file's own market, whichever command asks.</summary>
public sealed class FileCalendarTests : IDisposable
{
    private const int Days = 60;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("BTCUSDT", 365, Days, "open", "Etc/UTC")]
    [InlineData("EURUSD", 260, 45, "close", "America/New_York")] // 44 weekdays, and Friday's last evening, which is Monday
    [InlineData("SP500", 252, Days, "close", "America/New_York")]
    public async Task Sweep_OfIntradayBars_CountsTheDaysOfTheMarketsYear(
        string symbol,
        int daysPerYear,
        int days,
        string stamps,
        string zone
    )
    {
        var sweep = await JsonAsync(
            "sweep",
            Bars(symbol),
            "--strategy",
            "smaCross",
            "--set",
            "slow=40",
            "--range",
            "fast=10:10",
            "--method",
            "random",
            "--runs",
            "1",
            "--stamps",
            stamps,
            "--time-zone",
            zone
        );
        var figures = sweep["best"]![0]!["figures"]!;
        var growth = 1 + (double)figures["returnFraction"]!;
        Assert.Equal(Math.Pow(growth, (double)daysPerYear / days) - 1, (double)figures["annualReturn"]!, 1e-12);
    }

    [Fact]
    public async Task WalkForward_OfACoin_CountsEveryDayOfTheYear()
    {
        var walk = await JsonAsync(
            "walkforward",
            Bars("BTCUSDT"),
            "--strategy",
            "smaCross",
            "--set",
            "slow=40",
            "--range",
            "fast=5,10",
            "--train",
            "480",
            "--test",
            "240"
        );
        var equity = walk["equity"]!.AsArray();
        Assert.Equal(0, equity.Count % 24);
        var growth = (double)equity[^1]! / 10_000;
        Assert.Equal(Math.Pow(growth, 365.0 / (equity.Count / 24)) - 1, (double)walk["outOfSampleAnnualReturn"]!, 1e-12);
    }

    [Fact]
    public async Task Size_ByVolatility_OfACoin_CountsEveryDayOfTheYear()
    {
        var rules = _folder.Write("rules.json", """{ "version": 1, "entryLong": "close > 0", "size": { "volatilityTarget": "0.05" } }""");
        var coin = await UnitsAsync("BTCUSDT", rules);
        var index = await UnitsAsync("SP500", rules);
        Assert.Equal(Math.Sqrt(252.0 / 365), coin / index, 0.001);
    }

    [SkippableFact]
    public async Task Sweep_OfAMinuteFileOfACoin_HasTheFiguresOf365Days()
    {
        var sweep = await JsonAsync(
            "sweep",
            SharedFiles.Require("data/intraday/FILUSDT_1m_2023-08_2023-11.csv"),
            "--strategy",
            "smaCross",
            "--set",
            "slow=2000",
            "--range",
            "fast=500:500"
        );
        var figures = sweep["best"]![0]!["figures"]!;
        Assert.Equal(1.2737, (double)figures["annualReturn"]!, 1e-4);
        Assert.Equal(1.642, (double)figures["sharpe"]!, 1e-3);
    }

    private string Bars(string symbol) => _folder.Write(symbol + ".csv", WalkFile.HourlyText(Days));

    private async Task<double> UnitsAsync(string symbol, string rules)
    {
        var run = await JsonAsync("backtest", Bars(symbol), "--strategy", rules, "--fractional");
        return (double)run["open_trades_at_end"]![0]!["Size"]!;
    }

    private static async Task<JsonNode> JsonAsync(string command, string bars, params string[] options)
    {
        var run = await CommandRun.OfAsync([command, "--bars", bars, .. options, "--json"]);
        Assert.True(run.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"exit code {run.ExitCode}: {run.Error}"));
        return JsonNode.Parse(run.Out)!;
    }
}
