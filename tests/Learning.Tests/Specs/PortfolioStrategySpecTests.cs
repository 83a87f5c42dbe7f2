using Simulator.Portfolios;
using Simulator.Runs;

namespace Simulator.Tests.Learning.Specs;

public sealed class PortfolioStrategySpecTests
{
    [Fact]
    public void Parse_Portfolio_FillsInScheduleAndParametersAndWritesThemOut()
    {
        var spec = Parse("""{ "kind": "portfolio", "method": "tangency", "parameters": { "window": 90 } }""").Spec!;

        var portfolio = Assert.IsType<PortfolioStrategySpec>(spec.Strategy);
        Assert.Equal("monthly", portfolio.Rebalance);
        Assert.Equal(
            [("window", "90"), ("longOnly", "yes"), ("riskFree", "0"), ("shrink", "no"), ("fallback", "keep")],
            portfolio.Parameters.Pairs.Select(p => (p.Key, p.Value))
        );
        Assert.Equal("GS + JPM + MS + EURUSD, tangency portfolio", spec.DisplayName);
        var text = SpecJson.Write(spec);
        Assert.Contains("\"rebalance\": \"monthly\"", text, StringComparison.Ordinal);
        Assert.Equal(text, SpecJson.Write(SpecJson.Parse(text).Spec!));
    }

    [Fact]
    public void Hash_DefaultsWrittenOrNot_IsTheSame()
    {
        var bare = Parse("""{ "kind": "portfolio", "method": "hrp" }""").Spec!;
        var written = Parse(
            """{ "method": "hrp", "kind": "portfolio", "rebalance": "monthly", "parameters": { "shrink": "no", "window": 60 } }"""
        ).Spec!;

        Assert.Equal(SpecJson.Hash(bare), SpecJson.Hash(written));
        Assert.NotEqual(
            SpecJson.Hash(bare),
            SpecJson.Hash(Parse("""{ "kind": "portfolio", "method": "hrp", "rebalance": "weekly" }""").Spec!)
        );
    }

    [Theory]
    [InlineData("""{ "kind": "portfolio", "method": "riskPartiy" }""", "strategy.method", "did you mean 'riskParity'")]
    [InlineData("""{ "kind": "portfolio" }""", "strategy.method", "is missing")]
    [InlineData(
        """{ "kind": "portfolio", "method": "hrp", "parameters": { "longOnly": "no" } }""",
        "strategy.parameters.longOnly",
        "is not a parameter of hrp"
    )]
    [InlineData(
        """{ "kind": "portfolio", "method": "hrp", "parameters": { "window": 1 } }""",
        "strategy.parameters.window",
        "from 2 to 10000, was '1'"
    )]
    [InlineData("""{ "kind": "portfolio", "method": "hrp", "rebalance": "montly" }""", "strategy.rebalance", "did you mean 'monthly'")]
    [InlineData("""{ "kind": "portfolio", "method": "hrp", "rebalance": "drift:2" }""", "strategy.rebalance", "X in (0, 1)")]
    [InlineData("""{ "kind": "portfolio", "method": "hrp", "weights": { "GS": 1 } }""", "strategy.weights", "computes its own weights")]
    [InlineData("""{ "kind": "portfolio", "method": "weights" }""", "strategy.weights", "needs a weight for each asset")]
    [InlineData(
        """{ "kind": "portfolio", "method": "weights", "weights": { "GSX": 1 } }""",
        "strategy.weights.GSX",
        "is not one of the assets (did you mean 'GS'?)"
    )]
    [InlineData("""{ "kind": "portfolio", "method": "weights", "weights": { "GS": "half" } }""", "strategy.weights.GS", "was 'half'")]
    [InlineData("""{ "kind": "portfolio", "method": "hrp", "quoted": { "JPM": "euro" } }""", "strategy.quoted.JPM", "three-letter code")]
    [InlineData("""{ "kind": "portfolio", "method": "hrp", "rates": ["EURGBP"] }""", "strategy.rates[0]", "is not in data.related")]
    [InlineData("""{ "kind": "portfolio", "method": "hrp", "rates": ["JPM"] }""", "strategy.rates[0]", "the names of two currencies")]
    [InlineData("""{ "kind": "portfolio", "method": "hrp", "benchmark": "SPX" }""", "strategy.benchmark", "is not one of the assets")]
    [InlineData("""{ "kind": "portfolio", "method": "pairs" }""", "data.related", "data.related has 3")]
    public void Parse_WhatIsWrong_IsNamedWithItsPath(string strategy, string path, string says)
    {
        var error = Assert.Single(Parse(strategy).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"execution\": { \"fill\": \"sameClose\" }", "execution.fill", "a portfolio fills at the next open")]
    [InlineData("\"features\": [ { \"kind\": \"returns\" } ]", "features", "nothing in a portfolio reads features")]
    public void Parse_WhatAPortfolioCannotUse_IsRefused(string part, string path, string says)
    {
        var error = Assert.Single(
            SpecJson
                .Parse(
                    $$"""{ "version": 1, "data": { "target": "GS" }, "strategy": { "kind": "portfolio", "method": "equal" }, {{part}} }"""
                )
                .Errors
        );

        Assert.Equal(path, error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static SpecParse Parse(string strategy) =>
        SpecJson.Parse($$"""{ "version": 1, "data": { "target": "GS", "related": ["JPM", "MS", "EURUSD"] }, "strategy": {{strategy}} }""");
}
