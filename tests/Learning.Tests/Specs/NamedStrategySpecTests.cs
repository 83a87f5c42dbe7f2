using Simulator.Runs;
using Simulator.Strategies;

namespace Simulator.Tests.Learning.Specs;

public sealed class NamedStrategySpecTests
{
    [Fact]
    public void Parse_NamedStrategy_FillsInWhatWasNotGivenAndWritesItOut()
    {
        var spec = Parse("""{ "kind": "named", "name": "donchianBreakout", "parameters": { "side": "long", "entry": 55 } }""").Spec!;

        var named = Assert.IsType<NamedStrategySpec>(spec.Strategy);
        Assert.Equal([("entry", "55"), ("exit", "10"), ("side", "long")], named.Parameters.Pairs.Select(p => (p.Key, p.Value)));
        Assert.Equal("GS, Donchian breakout", spec.DisplayName);
        var text = SpecJson.Write(spec);
        Assert.Contains("\"exit\": 10", text, StringComparison.Ordinal);
        Assert.Equal(text, SpecJson.Write(SpecJson.Parse(text).Spec!));
    }

    [Fact]
    public void Hash_SameValuesOtherwiseWritten_IsTheSame()
    {
        var bare = Parse("""{ "kind": "named", "name": "emaCross" }""").Spec!;
        var written = Parse("""{ "name": "emaCross", "kind": "named", "parameters": { "slow": "26", "fast": 12.0 } }""").Spec!;

        Assert.Equal(SpecJson.Hash(bare), SpecJson.Hash(written));
        Assert.Equal(bare.Strategy, bare.Strategy with { });
        Assert.NotEqual(
            SpecJson.Hash(bare),
            SpecJson.Hash(Parse("""{ "kind": "named", "name": "emaCross", "parameters": { "fast": 13 } }""").Spec!)
        );
    }

    [Theory]
    [InlineData("""{ "kind": "named", "name": "donchianBrekout" }""", "strategy.name", "did you mean 'donchianBreakout'")]
    [InlineData("""{ "kind": "named" }""", "strategy.name", "is missing")]
    [InlineData(
        """{ "kind": "named", "name": "emaCross", "parameters": { "fsat": 3 } }""",
        "strategy.parameters.fsat",
        "did you mean 'fast'"
    )]
    [InlineData(
        """{ "kind": "named", "name": "emaCross", "parameters": { "fast": 0 } }""",
        "strategy.parameters.fast",
        "must be a whole number from 1 to 10000, was '0'"
    )]
    [InlineData(
        """{ "kind": "named", "name": "emaCross", "parameters": { "fast": 40 } }""",
        "strategy.parameters.fast",
        "must be below slow"
    )]
    [InlineData(
        """{ "kind": "named", "name": "emaCross", "parameters": { "fast": [1] } }""",
        "strategy.parameters",
        "an object of numbers and texts"
    )]
    [InlineData("""{ "kind": "named", "name": "emaCross", "parameters": 7 }""", "strategy.parameters", "an object of numbers and texts")]
    [InlineData("""{ "kind": "named", "name": "forecastFollowing" }""", "strategy.name", "add a forecaster")]
    public void Parse_WhatIsWrong_IsNamedWithItsPath(string strategy, string path, string says)
    {
        var error = Assert.Single(Parse(strategy).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static SpecParse Parse(string strategy) =>
        SpecJson.Parse($$"""{ "version": 1, "data": { "target": "GS" }, "strategy": {{strategy}} }""");
}
