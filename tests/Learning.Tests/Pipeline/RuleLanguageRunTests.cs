using System.Text.Json.Nodes;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;
using Simulator.Strategies;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>Rules of the expression language, and named strategies, as the strategy of a simulation.</summary>
public sealed class RuleLanguageRunTests : IDisposable
{
    private const string Rules = """
        { "version": 1, "data": { "target": "TEST", "related": ["OTHER"] }, "split": { "trainFraction": 0.2, "validationFraction": 0 },
          "strategy": { "kind": "rules", "rules": { "version": 1, "name": "Mine", "parameters": { "n": 5 },
            "let": { "up": "close > sma(n)" },
            "entryLong": "up and weekly(rising(close)) and OTHER.close > OTHER.sma(3)",
            "exitLong": "not up", "stopLoss": "close - 3 * atr(10)" } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_Rules_TradesReportsAndPassesItsOwnChecks()
    {
        var result = Run(Parsed(Rules));

        Assert.Equal("Mine", result.Report.Accounts[0].Name);
        Assert.Equal(
            [StageName.Data, StageName.Features, StageName.Backtest, StageName.Evaluation, StageName.Report],
            result.Stages.Select(s => s.Stage)
        );
        Assert.True(result.Report.Accounts[0].Statistics["trades"] > 5);
        Assert.Contains(result.Report.Honesty.Checks, c => c.Name == "Decisions do not change when the future is cut off");
        Assert.All(result.Report.Honesty.Checks, c => Assert.True(c.Passed, c.Detail));
    }

    [Fact]
    public void Run_Named_TradesAsTheSameKindOfItsOwn()
    {
        var named = Parsed(
            """
            { "version": 1, "data": { "target": "TEST" }, "split": { "trainFraction": 0.2, "validationFraction": 0 },
              "strategy": { "kind": "named", "name": "smaCross", "parameters": { "fast": 5, "slow": "20", "entry": "state" } } }
            """
        );
        var own = Run(
            named with
            {
                Strategy = new SmaCrossStrategySpec { FastBars = 5, SlowBars = 20 },
            }
        );
        var result = Run(named);

        Assert.Equal(own.Report.Accounts[0].Statistics["finalEquity"], result.Report.Accounts[0].Statistics["finalEquity"]);
        Assert.All(result.Report.Honesty.Checks, c => Assert.True(c.Passed, c.Detail));
    }

    [Fact]
    public void Run_OtherSeriesChanged_RunsTheBacktestAgain()
    {
        Run(Parsed(Rules));
        Assert.True(Run(Parsed(Rules)).Stages.Single(s => s.Stage == StageName.Backtest).FromCache);
        Assert.False(Run(Parsed(Rules), otherSeed: 99).Stages.Single(s => s.Stage == StageName.Backtest).FromCache);
    }

    [Fact]
    public void Write_ReadBack_IsTheSameDocumentWithEveryDefault()
    {
        foreach (
            var json in new[]
            {
                Rules,
                """
                    { "version": 1, "data": { "target": "A" },
                      "strategy": { "kind": "named", "name": "smaCross", "parameters": { "slow": 40, "side": "long" } } }
                    """,
            }
        )
        {
            var text = SpecJson.Write(Parsed(json));
            Assert.Equal(text, SpecJson.Write(Parsed(text)));
            Assert.Equal(SpecJson.Hash(Parsed(json)), SpecJson.Hash(Parsed(text)));
        }
        var parameters = JsonNode.Parse(
            SpecJson.Write(
                Parsed(
                    """
                    { "version": 1, "data": { "target": "A" },
                      "strategy": { "kind": "named", "name": "smaCross", "parameters": { "slow": 40 } } }
                    """
                )
            )
        )!["strategy"]!["parameters"]!;
        Assert.Equal(
            ("10", "40", "both"),
            (parameters["fast"]!.ToJsonString(), parameters["slow"]!.ToJsonString(), (string?)parameters["side"])
        );
    }

    [Fact]
    public void Parse_FaultyRules_NamesPathAndCharacter()
    {
        var errors = SpecJson
            .Parse(
                """
                { "version": 1, "data": { "target": "TEST" }, "strategy": { "kind": "rules", "rules": { "version": 1, "entryLnog": "true",
                    "let": { "a": "smaa(3)" },
                  "entryLong": "close > opne and a > 1", "exitLong": 5, "goodForBars": 0 } } }
                """
            )
            .Errors.ToDictionary(e => e.Path, e => e.Message);
        Assert.Contains("did you mean 'entryLong'", errors["strategy.rules.entryLnog"], StringComparison.Ordinal);
        Assert.StartsWith("must be a whole number of bars", errors["strategy.rules.goodForBars"], StringComparison.Ordinal);
        Assert.Equal(
            "column 9: no series, parameter or definition is called 'opne' (did you mean 'open'?)",
            errors["strategy.rules.entryLong"]
        );
        Assert.Equal("column 1: no function or indicator is called 'smaa' (did you mean 'sma'?)", errors["strategy.rules.let.a"]);
        Assert.StartsWith("column 1: a condition is expected here", errors["strategy.rules.exitLong"], StringComparison.Ordinal);
        Assert.Equal(5, errors.Count);
    }

    [Theory]
    [InlineData("""{ "kind": "rules" }""", "strategy.rules: is missing")]
    [InlineData("""{ "kind": "rules", "rules": [] }""", "strategy.rules: rules are a JSON object")]
    [InlineData("""{ "kind": "rules", "rules": { "version": 1 } }""", "strategy.rules.entryLong: is missing, and so is entryShort")]
    [InlineData(
        """{ "kind": "rules", "rules": { "version": 1, "entryLong": "SPY.close > 1" } }""",
        "strategy.rules: reads 'SPY', which is not in data.related"
    )]
    [InlineData(
        """{ "kind": "rules", "rules": { "version": 1, "entryLong": "forecast.mean > 0" } }""",
        "strategy.rules.entryLong: column 10: no forecasts are available"
    )]
    [InlineData(
        """{ "kind": "rules", "rules": { "version": 1, "let": { "": "close" }, "entryLong": "true" } }""",
        "strategy.rules.let.: a name must have 1 to 40 letters"
    )]
    [InlineData("""{ "kind": "named" }""", "strategy.name: is missing")]
    [InlineData("""{ "kind": "named", "name": "smaCros" }""", "strategy.name: no strategy is called 'smaCros' (did you mean 'smaCross'?)")]
    [InlineData("""{ "kind": "named", "name": "smaCross", "parameters": { "fats": 3 } }""", "strategy.parameters.fats: is not a parameter")]
    [InlineData(
        """{ "kind": "named", "name": "smaCross", "parameters": { "fast": 0.5 } }""",
        "strategy.parameters.fast: must be a whole number from 1 to"
    )]
    [InlineData(
        """{ "kind": "named", "name": "smaCross", "parameters": { "fast": [] } }""",
        "strategy.parameters: must be an object of numbers and texts"
    )]
    [InlineData("""{ "kind": "named", "name": "smaCross", "parameters": 7 }""", "strategy.parameters: must be an object")]
    public void Parse_FaultyStrategy_SaysWhereAndWhat(string strategy, string expected) =>
        Assert.StartsWith(
            expected,
            Assert
                .Single(SpecJson.Parse($$"""{ "version": 1, "data": { "target": "TEST" }, "strategy": {{strategy}} }""").Errors)
                .ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_TimeframeTooShortForTheBars_IsRefusedWithItsPlace()
    {
        var spec = Parsed(
            """
            { "version": 1, "data": { "target": "TEST" }, "split": { "trainFraction": 0, "validationFraction": 0 },
              "strategy": { "kind": "rules", "rules": { "version": 1, "entryLong": "close > hours(1, close)" } } }
            """
        );
        Assert.Contains(
            "strategy.rules.entryLong: column 9: minutes(60, …) needs bars at least as short",
            Assert.Throws<SimulationException>(() => Run(spec)).Message,
            StringComparison.Ordinal
        );
    }

    private static SimulationSpec Parsed(string json)
    {
        var parse = SpecJson.Parse(json);
        Assert.Empty(parse.Errors);
        return parse.Spec!;
    }

    private SimulationResult Run(SimulationSpec spec, ulong otherSeed = 8) =>
        new SimulationPipeline(new FileArtifactStore(new DataFolder(_folder)), TimeProvider.System).Run(
            spec,
            new InMemorySeries([Walk("TEST", 3), Walk("OTHER", otherSeed)]),
            new RunOptions("cpu", 1),
            _ => { },
            CancellationToken.None
        );

    private static BarSeries Walk(string symbol, ulong seed)
    {
        var random = new SplitMix64(seed);
        const int n = 400;
        var (open, close, times) = (new double[n], new double[n], new long[n]);
        var day = new DateOnly(2015, 1, 2);
        for (int i = 0; i < n; i++, day = day.AddDays(1))
        {
            open[i] = i == 0 ? 100 : close[i - 1];
            close[i] = open[i] * Math.Exp(0.01 * random.NextGaussian());
            times[i] = MarketCalendar.Crypto.CloseOf(day).Ticks;
        }
        return new BarSeries(symbol, times, open, [.. open.Zip(close, Math.Max)], [.. open.Zip(close, Math.Min)], close, new double[n])
        {
            Calendar = MarketCalendar.Crypto,
        };
    }
}
