namespace Simulator.Tests.Simulation.Rules;

public sealed class RuleFuzzTests
{
    [Fact]
    public void Rules_MadeAtRandom_RunOrAreRefusedWithAMessage() => Try(1_500);

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
