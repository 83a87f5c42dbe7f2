using System.Globalization;

namespace Simulator.Tests.Simulation.Rules;

public sealed class RuleFuzzTests
{
    private const string LongRun = "SIMULATOR_FUZZ_RULES";

    [Fact]
    public void Rules_MadeAtRandom_RunOrAreRefusedWithAMessage() => Try(3_000);

    // So many inputs as the environment says; out of the normal suite.
    [SkippableFact]
    [Trait("Category", "Slow")]
    public void Rules_MadeAtRandomInALongRun_RunOrAreRefusedWithAMessage()
    {
        var asked = Environment.GetEnvironmentVariable(LongRun);
        Skip.If(asked is null, $"set {LongRun} to the number of rules to try");
        Try(int.Parse(asked!, CultureInfo.InvariantCulture), seed: 20_000);
    }

    private static void Try(int rules, ulong seed = 1)
    {
        var fuzz = new RuleFuzz(seed);
        for (var i = 0; i < rules; i++)
            fuzz.Try();
        Assert.Equal(rules, fuzz.Accepted + fuzz.Refused);
        Assert.True(fuzz.Accepted > rules / 50, $"{fuzz.Accepted} of {rules} ran");
        Assert.True(fuzz.Refused > rules / 50, $"{fuzz.Refused} of {rules} were refused");
    }
}
