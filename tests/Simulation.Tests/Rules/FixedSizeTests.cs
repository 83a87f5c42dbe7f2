using Simulator.Rules;

namespace Simulator.Tests.Simulation.Rules;

/// <summary>A size that is the same at every bar is checked before anything runs.</summary>
public sealed class FixedSizeTests
{
    [Theory]
    [InlineData("\"-50%\"", "size: column 1: size must be above 0, was -0.5", "^^^^")]
    [InlineData("{ \"units\": \"-5\" }", "size.units: column 1: size.units must be above 0, was -5", "^^")]
    [InlineData("{ \"kelly\": 5 }", "size.kelly: column 1: size.kelly must be above 0 and at most 1, was 5", "^")]
    [InlineData("{ \"units\": \"1e308*10\" }", "size.units: column 1: size.units must be above 0, was not a finite number", "^^^^^^^^")]
    [InlineData(
        "{ \"equityFraction\": \"2*k\" }",
        "size.equityFraction: column 1: size.equityFraction must be above 0 and at most 100, was 400",
        "^^^"
    )]
    [InlineData(
        "{ \"volatilityTarget\": 11 }",
        "size.volatilityTarget: column 1: size.volatilityTarget must be above 0 and at most 10, was 11",
        "^^"
    )]
    public void Size_ThatCanBeNone_IsAnErrorAtItsPlace(string size, string message, string carets)
    {
        var thrown = Assert.Throws<RuleException>(() => RuleProgram.Compile(Document(size)));
        var error = Assert.Single(thrown.Errors);
        Assert.Equal(message, error.ToString());
        Assert.EndsWith("\n    " + carets, error.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"150%\"")]
    [InlineData("{ \"kelly\": 1 }")]
    [InlineData("{ \"equityFraction\": 100 }")]
    [InlineData("{ \"units\": \"close - 1e9\" }")]
    public void Size_ThatMayBeOne_IsSound(string size) => Assert.NotNull(RuleProgram.Compile(Document(size)));

    private static string Document(string size) =>
        $$"""{ "version": 1, "parameters": { "k": 200 }, "entryLong": "close > open", "size": {{size}} }""";
}
