using System.Text.Json.Nodes;

namespace Simulator.Tests.Cli;

/// <summary>A trading day means the same for every command: hours of EURUSD, whose days end at 17:00 New York.</summary>
public sealed class OneDayTests : IDisposable
{
    private const string Rules = """
        { "version": 1, "entryLong": "hour == 9 and close > daily(close)", "exitLong": "hour == 16 or barOfDay == 0",
          "size": { "equityFraction": "100%" } }
        """;

    private static readonly string[] s_same =
    [
        "finalEquity",
        "trades",
        "annualReturn",
        "cagr",
        "annualVolatility",
        "sharpe",
        "maxDrawdown",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task BacktestAndSimulate_OfOneRuleOnHoursOfForeignExchange_AreTheSame()
    {
        var bars = SharedFiles.Require("data/backtestingpy/EURUSD.csv");
        var (rules, spec) = (_folder.Write("rule.json", Rules), _folder.Write("spec.json", Spec()));

        var backtest = await CommandRun.OfAsync([
            "backtest",
            "--bars",
            bars,
            "--strategy",
            rules,
            "--conventions",
            "standard",
            "--fractional",
            "--json",
        ]);
        var simulate = await CommandRun.OfAsync(["simulate", spec, "--bars", $"EURUSD={bars}", "--data", _folder.File("data"), "--json"]);

        Assert.True(backtest.ExitCode == 0, backtest.Error);
        Assert.True(simulate.ExitCode == 0, simulate.Error);
        var one = JsonNode.Parse(backtest.Out)!["statistics"]!["standard"]!;
        var other = JsonNode.Parse(simulate.Out)!["report"]!["accounts"]![0]!["statistics"]!;
        Assert.All(s_same, name => Assert.Equal((double)one[name]!, (double)other[name]!, 1e-9 * Math.Abs((double)one[name]!)));
        Assert.Equal((112, 10_507.833), ((int)one["trades"]!, Math.Round((double)one["finalEquity"]!, 3)));
        // Days without Sundays: the annual return is the growth per year but for the holidays of one year.
        Assert.Equal((double)one["cagr"]!, (double)one["annualReturn"]!, 0.0005);
    }

    private static string Spec() =>
        $$"""
            {
              "version": 1, "name": "EURUSD", "data": { "target": "EURUSD" },
              "split": { "trainFraction": 0, "validationFraction": 0 },
              "strategy": { "kind": "rules", "rules": {{Rules}} },
              "execution": {
                "fill": "nextOpen", "commissionRate": 0, "slippageBps": 0, "leverage": 1, "allowShort": true, "fractionalUnits": true
              },
              "capital": { "amount": 10000, "currency": "USD" }
            }
            """;
}
