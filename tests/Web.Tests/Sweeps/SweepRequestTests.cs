using Simulator.Learning.Specs;
using Simulator.Rules;
using Simulator.Specs;
using Simulator.Web.Sweeps;

namespace Simulator.Tests.Web.Sweeps;

/// <summary>What a page asks a sweep for.</summary>
public sealed class SweepRequestTests
{
    [Fact]
    public void Space_OfRangesAndAConstraint_CountsTheGrid()
        => Assert.Equal(6 * 2, Request(new() { ["fast"] = "5:30:5", ["slow"] = "50,100", ["side"] = "both" }, ["fast<slow"]).Space().GridSize);

    [Theory]
    [InlineData("10", "nothing varies")]
    [InlineData("5:x:1", "is not of the form")]
    [InlineData("5.5:9.5", "no end of values")]
    [InlineData("1:1000000:1", "levels")]
    public void Space_ThatCannotBeSwept_SaysWhy(string fast, string words)
        => Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(() => Request(new() { ["fast"] = fast, ["slow"] = "30" }, []).Space()).Message, StringComparison.Ordinal);

    [Fact]
    public void With_PutsTheChosenParametersIntoTheRule()
    {
        var named = SweepRequest.With(new SmaCrossStrategySpec(), [new("fast", "7"), new("slow", "21")]);
        var written = SweepRequest.With(new RulesStrategySpec { Rules = new RuleDocument { Parameters = [new("n", 5), new("m", 6)], EntryLong = "close > sma(n)" } }, [new("n", "9")]);

        Assert.Equal("7", Assert.IsType<NamedStrategySpec>(named).Parameters.ByName["fast"]);
        Assert.Equal([9, 6], Assert.IsType<RulesStrategySpec>(written).Rules.Parameters.Select(p => p.Value));
    }

    [Fact]
    public void ParametersOf_EachKindOfRule_AreItsOwn()
    {
        Assert.Equal(["fast", "slow"], SweepRequest.ParametersOf(new SmaCrossStrategySpec()).Select(p => p.Key));
        Assert.Equal(["entry", "exit", "side"], SweepRequest.ParametersOf(new NamedStrategySpec { Name = "donchianBreakout" }).Select(p => p.Key));
        Assert.Empty(SweepRequest.ParametersOf(new BuyAndHoldStrategySpec()));
    }

    private static SweepRequest Request(Dictionary<string, string> values, string[] where)
        => new(new SimulationSpec { Data = new DataSpec { Target = "A" }, Strategy = new NamedStrategySpec { Name = "smaCross" } }, values, where, "sharpe");
}
