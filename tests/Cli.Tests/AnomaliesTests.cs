using System.Globalization;
using System.Text;
using System.Text.Json;
using Simulator.Seeding;

namespace Simulator.Tests.Cli;

/// <summary>From a table to its unusual rows.</summary>
public sealed class AnomaliesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PlantedRow_IsReported_WithItsLineAndItsReason()
    {
        var file = _folder.Write("payments.csv", Payments(400, planted: 250));

        var run = await CommandRun.OfAsync("anomalies", file, "--json", "--rows-csv", _folder.File("rows.csv"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var reported = JsonDocument.Parse(run.Out).RootElement.GetProperty("reported").EnumerateArray();
        var planted = Assert.Single(reported, r => r.GetProperty("line").GetInt32() == 252);
        Assert.Equal("fee", planted.GetProperty("reasons")[0].GetProperty("column").GetString());
        Assert.True(planted.GetProperty("mahalanobis").GetProperty("isReported").GetBoolean());
        Assert.Equal(401, (await File.ReadAllLinesAsync(_folder.File("rows.csv"))).Length);
    }

    [Fact]
    public async Task Bars_AreJudgedByTheirPast_AndABadTickIsReported()
    {
        var lines = WalkFile.Text(500).Split('\n');
        var cells = lines[301].Split(',');
        cells[2] = (10 * double.Parse(cells[2], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
        lines[301] = string.Join(',', cells);

        var run = await CommandRun.OfAsync("anomalies", _folder.Write("bars.csv", string.Join('\n', lines)));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("the first 60 bars have no such past", run.Out, StringComparison.Ordinal);
        Assert.Contains($"{cells[0]}: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Column_OfLongTailsWithAnEmptyCell_IsUsed()
    {
        var rows = Payments(400, planted: 250).Split('\n');
        rows[100] = rows[100][..(rows[100].LastIndexOf(',') + 1)];

        var run = await CommandRun.OfAsync("anomalies", _folder.Write("gap.csv", string.Join('\n', rows)));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("columns: amount, fee", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent.csv: cannot be read", "absent.csv")]
    [InlineData("there is no such column", "FILE", "--columns", "colour")]
    [InlineData("most cells of that column are no dates or times", "FILE", "--time", "fee")]
    [InlineData("--rate must be a number above 0 and at most 0.2, was 'half'", "FILE", "--rate", "half")]
    [InlineData("20 rows are too few; at least 30", "SHORT")]
    [InlineData("choose numeric columns", "FILE", "--columns", "who")]
    public async Task WhatCannotBeUsed_IsNamed(string error, params string[] words)
    {
        var (file, brief) = (_folder.Write("payments.csv", Payments(60, planted: 9)), _folder.Write("short.csv", Payments(20, planted: 9)));

        var run = await CommandRun.OfAsync([
            "anomalies",
            .. words.Select(w =>
                w == "FILE" ? file
                : w == "SHORT" ? brief
                : w
            ),
        ]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    // The fee is two in a hundred of the amount, but for the row that is planted.
    private static string Payments(int rows, int planted)
    {
        var random = new SplitMix64(3);
        var text = new StringBuilder("who,amount,fee\n");
        for (var i = 0; i < rows; i++)
        {
            var amount = Math.Exp(3 + random.NextGaussian());
            var fee = i == planted ? 40 * amount : amount * (0.02 + (0.001 * random.NextGaussian()));
            text.Append(CultureInfo.InvariantCulture, $"person {i % 7},{amount:0.00},{fee:0.0000}\n");
        }
        return text.ToString();
    }
}
