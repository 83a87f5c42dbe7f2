using Simulator.Rules;

namespace Simulator.Tests.Simulation.Rules;

public sealed class RuleDocumentTests
{
    private const string Good = """
        { "version": 1, "name": "Cross", // comments and trailing commas are fine
          "parameters": { "fast": 10, "slow": 20.5 }, "let": { "up": "sma(fast) > 3", "on": true },
          "entryLong": "up and on", "exitShort": "false", "stopLoss": "close - 1", "goodForBars": 3, "size": { "cash": 1000 }, }
        """;

    [Fact]
    public void Write_ReadBack_IsTheSameDocument()
    {
        var read = RuleDocumentJson.Read(Good);
        Assert.Empty(read.Errors);
        var text = RuleDocumentJson.Write(read.Document!);
        Assert.Equal(read.Document, RuleDocumentJson.Read(text).Document);
        Assert.Equal(text, RuleDocumentJson.Write(RuleDocumentJson.Read(text).Document!));
        Assert.Equal(new RuleSize(RuleSizeKind.Cash, "1000"), read.Document!.Size);
        Assert.NotEqual(read.Document, read.Document with { ExitLong = "true" });
    }

    [Fact]
    public void Read_EveryFault_IsNamedAtOnce()
    {
        var errors = RuleDocumentJson
            .Read(
                """
                { "version": 2, "nmae": "x", "parameters": { "a": "ten", "close": 1, "1x": 2, "b": 1 },
                  "let": { "b": "1", "if": "2", "c": [] },
                  "entryLnog": "true", "exitLong": [], "goodForBars": 0, "size": { "unit": "1" } }
                """
            )
            .Errors.ToDictionary(e => e.Path, e => e.Message);
        Assert.Equal("must be 1, was 2", errors["version"]);
        Assert.Contains("did you mean 'name'", errors["nmae"], StringComparison.Ordinal);
        Assert.Equal("must be a number, was \"ten\"", errors["parameters.a"]);
        Assert.Contains("reserved word", errors["parameters.close"], StringComparison.Ordinal);
        Assert.Contains("must not start with a digit", errors["parameters.1x"], StringComparison.Ordinal);
        Assert.Equal("is already the name of a parameter", errors["let.b"]);
        Assert.Contains("reserved word", errors["let.if"], StringComparison.Ordinal);
        Assert.StartsWith("must be an expression in quotes", errors["let.c"], StringComparison.Ordinal);
        Assert.Contains("did you mean 'entryLong'", errors["entryLnog"], StringComparison.Ordinal);
        Assert.StartsWith("must be an expression in quotes", errors["exitLong"], StringComparison.Ordinal);
        Assert.Contains("from 1 to", errors["goodForBars"], StringComparison.Ordinal);
        Assert.Contains("did you mean 'units'", errors["size.unit"], StringComparison.Ordinal);
        Assert.StartsWith("is missing", errors["entryLong"], StringComparison.Ordinal);
        Assert.Equal(13, errors.Count);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "rules are a JSON object")]
    [InlineData("{ \"version\": 1,\n \"entryLong\": }", "line 2")]
    [InlineData("{ \"version\": 1, \"entryLong\": \"true\", \"entryLong\": \"true\" }", "not JSON")]
    [InlineData("{}", "is missing")]
    public void Read_NotRules_SaysWhereAndWhat(string json, string expected) =>
        Assert.Contains(RuleDocumentJson.Read(json).Errors, e => e.ToString().Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Read_TooLong_IsRefused() =>
        Assert.Contains(
            "the limit is",
            Assert.Single(RuleDocumentJson.Read(new string(' ', 300_000)).Errors).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void With_ChangesParameters_AndNamesThoseThereAre()
    {
        var document = RuleDocumentJson.Read(Good).Document!;
        Assert.Equal(
            [KeyValuePair.Create("fast", 5.0), KeyValuePair.Create("slow", 20.5)],
            document.With(new Dictionary<string, double> { ["fast"] = 5 }).Parameters.ToArray()
        );
        Assert.Equal(
            "the rules have no parameter 'fats' (did you mean 'fast'?); they have fast, slow",
            Assert.Throws<ArgumentException>(() => document.With(new Dictionary<string, double> { ["fats"] = 5 })).Message
        );
    }

    [Fact]
    public void Parameter_OutsideAnIndicatorsRange_IsToldWhereItIsUsed()
    {
        var document = RuleDocumentJson.Read(Good).Document!;
        var error = Assert.Single(RuleProgram.Check(document.With(new Dictionary<string, double> { ["fast"] = 2.5 })));
        Assert.Equal(("let.up", 5), (error.Path, error.Column));
        Assert.Contains("whole number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_AreThoseOfEveryPart()
    {
        var program = RuleProgram.Compile(
            new RuleDocument
            {
                EntryLong = "weekly(SPY.close) > symbol(\"BRK.B\", sma(5)) and spy.open > 1",
                ExitLong = "forecast.mean < 0",
            }
        );
        Assert.Equal(["SPY", "BRK.B"], program.Symbols);
        Assert.True(program.ReadsForecasts);
    }
}
