using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Names that someone chooses for a series.</summary>
public sealed class SymbolNamesTests
{
    [Theory]
    [InlineData("GS")]
    [InlineData("BRK.B")]
    [InlineData("EURUSD=X")]
    [InlineData("DEMO_GOLD")]
    [InlineData("a-1")]
    public void Problem_OfASoundName_IsNull(string name) => Assert.Null(SymbolNames.Problem(name));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u202eb")]
    [InlineData("_a")]
    [InlineData("%2e%2e")]
    [InlineData("a?b#c")]
    public void Problem_OfANameThatNoAddressHolds_SaysSo(string name) => Assert.NotNull(SymbolNames.Problem(name));

    [Fact]
    public void Problem_OfALongName_NamesTheLimit()
    {
        Assert.Null(SymbolNames.Problem(new string('A', SymbolNames.MaximumLength)));
        Assert.Contains("the limit is 64", SymbolNames.Problem(new string('A', 65)), StringComparison.Ordinal);
    }
}
