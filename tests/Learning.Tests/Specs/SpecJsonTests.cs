using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Runs;

namespace Simulator.Tests.Learning.Specs;

public class SpecJsonTests
{
    private const string Good = """
        { "version": 1, "name": "GS", "seed": 7,
          "data": { "target": "GS", "related": ["JPM"], "from": "2010-01-04" },
          "features": [ { "kind": "returns" }, { "name": "macd", "kind": "indicator" }, { "kind": "fourierTrend", "components": 6 } ],
          "forecaster": { "kind": "gan", "epochs": 20 },
          "strategy": { "kind": "agent", "agent": { "kind": "ppo", "steps": 1000 } },
          "execution": { "fill": "nextOpen", "commissionRate": 0.002 } }
        """;

    [Fact]
    public void Parse_GoodSpec_KeepsDefaults()
    {
        var parse = SpecJson.Parse(Good);

        Assert.Empty(parse.Errors);
        var spec = parse.Spec!;
        Assert.Equal(0.6, spec.Split.TrainFraction);
        Assert.Equal(17, Assert.IsType<GanForecasterSpec>(spec.Forecaster).WindowBars);
        Assert.Equal([1, 5, 20], Assert.IsType<ReturnsFeatureSpec>(spec.Features[0]).LagsBars);
        Assert.Equal("macd", Assert.IsType<IndicatorFeatureSpec>(spec.Features[1]).Name);
        Assert.Equal(1000, Assert.IsType<AgentStrategySpec>(spec.Strategy).Agent.Steps);
        Assert.Equal(new DateOnly(2010, 1, 4), spec.Data.From);
        Assert.Null(spec.Data.To);
    }

    [Theory]
    [InlineData("garch", true)]
    [InlineData("gan", false)]
    public void Parse_WithoutFeatures_IsRefusedWhereTheLearnerNeedsThem(string forecaster, bool isSound)
    {
        var parse = SpecJson.Parse(
            $$"""
            { "version": 1, "data": { "target": "X" }, "forecaster": { "kind": "{{forecaster}}" },
              "strategy": { "kind": "named", "name": "forecastFollowing" } }
            """
        );
        Assert.Equal(isSound ? [] : ["features"], parse.Errors.Select(e => e.Path));
    }

    [Fact]
    public void Write_ReadBack_IsTheSameDocument()
    {
        var spec = SpecJson.Parse(Good).Spec!;

        var text = SpecJson.Write(spec);

        Assert.Contains("\"trainFraction\": 0.6", text, StringComparison.Ordinal);
        Assert.DoesNotContain("learns", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(text, SpecJson.Write(SpecJson.Parse(text).Spec!));
    }

    [Fact]
    public void Agent_CostFraction_IsNullByDefaultAndANumberStaysWhatItIs()
    {
        var saved = SpecJson
            .Parse(Good.Replace("\"steps\": 1000", "\"costFraction\": 0.0011, \"steps\": 1000", StringComparison.Ordinal))
            .Spec!;
        var plain = SpecJson.Parse(Good).Spec!;
        var no = SpecJson.Parse(Good.Replace("\"steps\": 1000", "\"costFraction\": null, \"steps\": 1000", StringComparison.Ordinal)).Spec!;

        Assert.Equal(0.0011, Assert.IsType<AgentStrategySpec>(saved.Strategy).Agent.CostFraction);
        Assert.Null(Assert.IsType<AgentStrategySpec>(plain.Strategy).Agent.CostFraction);
        Assert.Contains("\"costFraction\": 0.0011", SpecJson.Write(saved), StringComparison.Ordinal);
        Assert.Contains("\"costFraction\": null", SpecJson.Write(plain), StringComparison.Ordinal);
        Assert.Equal(SpecJson.Hash(plain), SpecJson.Hash(no));
        Assert.NotEqual(SpecJson.Hash(plain), SpecJson.Hash(saved));
    }

    [Fact]
    public void Hash_NameChanged_StaysAndAnyValueChanged_Differs()
    {
        var spec = SpecJson.Parse(Good).Spec!;

        Assert.Equal(SpecJson.Hash(spec), SpecJson.Hash(spec with { Name = "other" }));
        Assert.NotEqual(SpecJson.Hash(spec), SpecJson.Hash(spec with { Seed = 8 }));
    }

    [Fact]
    public void Parse_ManyFaults_ReportsEveryOneWithItsPath()
    {
        var parse = SpecJson.Parse(
            """
            { "version": 1, "sede": 5,
              "data": { "related": ["GS", 7], "to": "yesterday" },
              "split": { "trainFraction": "most", "embargoBars": -1 },
              "features": [ { "kind": "indicator", "name": "mcad" }, { "kind": "wavelet" } ],
              "strategy": { "kind": "agent", "agent": { "kind": "ppo", "learningRate": -1 } },
              "execution": { "commissionRate": 2 } }
            """
        );

        Assert.Null(parse.Spec);
        var errors = parse.Errors.ToDictionary(e => e.Path, e => e.Message);
        Assert.Contains("did you mean 'seed'", errors["sede"], StringComparison.Ordinal);
        Assert.Equal("is missing", errors["data.target"]);
        Assert.StartsWith("must be a text", errors["data.related[1]"], StringComparison.Ordinal);
        Assert.StartsWith("must be a date", errors["data.to"], StringComparison.Ordinal);
        Assert.Equal("must be a number, was \"most\"", errors["split.trainFraction"]);
        Assert.Contains("was -1", errors["split.embargoBars"], StringComparison.Ordinal);
        Assert.Contains("did you mean 'macd'", errors["features[0].name"], StringComparison.Ordinal);
        Assert.Contains("wavelet", errors["features[1].kind"], StringComparison.Ordinal);
        Assert.Equal("must be above 0 and at most 1, was -1", errors["strategy.agent.learningRate"]);
        Assert.Contains("was 2", errors["execution.commissionRate"], StringComparison.Ordinal);
        Assert.Equal(10, errors.Count);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "a spec is a JSON object")]
    [InlineData("{ \"version\": 1,\n \"seed\": }", "line 2")]
    [InlineData("null", "a spec is a JSON object")]
    [InlineData("{ \"seed\": 1, \"seed\": 2 }", "seed")]
    [InlineData("{ \"data\": { \"target\": \"A\" }, \"strategy\": { \"kind\": \"buyAndHold\" }, \"learns\": true }", "unknown member")]
    public void Parse_NotASpec_SaysWhereAndWhat(string json, string expected) =>
        Assert.Contains(expected, Assert.Single(SpecJson.Parse(json).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Parse_EmptyObject_NamesWhatIsMissing()
    {
        var errors = SpecJson.Parse("{}").Errors;

        Assert.Equal(["data: is missing", "strategy: is missing"], errors.Select(e => e.ToString()));
    }
}
