using System.Diagnostics;
using Simulator.Errors;
using Simulator.Kinds;
using Simulator.Runs;

namespace Simulator.Tests.Learning.Specs;

/// <summary>Sizes in a spec: each has a limit, told before any work, in a time that grows with the text alone.</summary>
public class SpecBoundsTests
{
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(2);

    [Fact]
    public void Related_OfNinetyThousandNames_IsRefusedAtOnce()
    {
        var errors = Errors(Related(90_000));
        Assert.Equal(new SpecError("data.related", "has more than 2500 entries"), Assert.Single(errors));
    }

    [Fact]
    public void Related_AsManyAsAllowed_AllTwice_IsCheckedAtOnce()
    {
        var names = string.Join(", ", Enumerable.Range(0, 2_500).Select(i => $"\"S{i % 1_250}\""));
        var errors = Errors(
            $$"""{ "version": 1, "data": { "target": "X", "related": [{{names}}] }, "strategy": { "kind": "buyAndHold" } }"""
        );
        Assert.Equal(new SpecError("data.related[1250]", "'S0' is listed twice"), errors[0]);
        Assert.Equal("and 1150 more errors", errors[^1].Message);
    }

    [Fact]
    public void Portfolio_OfAsManyWrongWeightsAsAllowed_IsCheckedAtOnce()
    {
        var names = string.Join(", ", Enumerable.Range(0, 2_500).Select(i => $"\"S{i:0000}\""));
        var weights = string.Join(", ", Enumerable.Range(0, 2_500).Select(i => $"\"T{i:0000}\": 9"));
        var errors = Errors(
            $$"""
            { "version": 1, "data": { "target": "X", "related": [{{names}}] },
              "strategy": { "kind": "portfolio", "method": "weights", "weights": { {{weights}} } } }
            """
        );
        Assert.Equal(DocumentBounds.Errors + 1, errors.Count);
        Assert.All(errors, e => Assert.True(e.Message.Length < 1_000, e.Message));
    }

    [Fact]
    public void List_OfWrongValues_IsToldInPart()
    {
        var lags = string.Join(", ", Enumerable.Repeat("\"\"", 2_400));
        var groups = string.Join(", ", Enumerable.Repeat($$"""{ "kind": "returns", "lagsBars": [{{lags}}] }""", 20));
        var errors = Errors(
            $$"""{ "version": 1, "data": { "target": "X" }, "features": [{{groups}}], "strategy": { "kind": "buyAndHold" } }"""
        );
        Assert.InRange(errors.Count, 2, DocumentBounds.Errors + 1);
    }

    [Theory]
    [InlineData("features", "\"features\": [{0}]", "{ \"kind\": \"relatedReturns\" }", 201, "has 201 groups; at most 200 are taken")]
    [InlineData(
        "features[0].lagsBars",
        "\"features\": [ {{ \"kind\": \"returns\", \"lagsBars\": [{0}] }} ]",
        "1",
        251,
        "has 251 lags; at most 250 are taken"
    )]
    public void Groups_AndLags_HaveALimit(string path, string member, string entry, int count, string message)
    {
        var part = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            member,
            string.Join(",", Enumerable.Repeat(entry, count))
        );
        var errors = Errors($$"""{ "version": 1, "data": { "target": "X" }, {{part}}, "strategy": { "kind": "buyAndHold" } }""");
        Assert.Contains(new SpecError(path, message), errors);
    }

    [Theory]
    [InlineData(65_536, 65_536, 4_294_967_296)]
    [InlineData(1_024, 1_025, 1_049_600)]
    public void Rollout_WhoseSizeWouldOverflow_IsRefusedWithTheProduct(int environments, int steps, long product)
    {
        var errors = Errors(
            $$"""
            { "version": 1, "data": { "target": "X" }, "features": [ { "kind": "returns" } ],
              "strategy": { "kind": "agent",
                "agent": { "kind": "ppo", "environments": {{environments}}, "rolloutSteps": {{steps}} } } }
            """
        );
        Assert.Equal(
            new SpecError(
                "strategy.agent.rolloutSteps",
                FormattableString.Invariant($"environments × rolloutSteps must be at most 1048576, was {product}")
            ),
            Assert.Single(errors)
        );
    }

    [Theory]
    [InlineData("{ \"version\": 1, \"name\": \"\\ud83d\" }", "name")]
    [InlineData("{ \"spec\": { \"name\": \"\\ude00\" } }", "spec.name")]
    public void HalfOfACharacter_IsRefusedWithItsPlace_InEveryKind(string json, string path)
    {
        foreach (var kind in BuiltInKinds.All.All)
            Assert.Equal(path, Assert.Single(kind.Parse(json).Errors).Path);
    }

    [Theory]
    [InlineData("{ \"spec\": 1, \"spec\": 2 }")]
    [InlineData("[")]
    [InlineData("")]
    public void Request_ThatIsNoJson_IsRefusedByEveryKind(string json)
    {
        foreach (var kind in BuiltInKinds.All.All)
            Assert.Contains("not JSON", Assert.Single(kind.Parse(json).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"method\": { \"kind\": [0] }", "method.kind")]
    [InlineData("\"rankBy\": [0]", "rankBy")]
    public void Value_OfTheWrongKind_IsRefusedWithoutRepeatingAllOfIt(string member, string path)
    {
        var large = member.Replace("0", string.Join(',', Enumerable.Repeat("{\"a\":1}", 2_000)), StringComparison.Ordinal);
        var errors = BuiltInKinds.All["sweep"].Parse($"{{ {large} }}").Errors;
        Assert.InRange(Assert.Single(errors, e => e.Path == path).Message.Length, 10, 200);
    }

    private static string Related(int count) =>
        $$"""
            { "version": 1, "data": { "target": "X", "related": [{{string.Join(
                ",",
                Enumerable.Range(0, count).Select(i => $"\"S{i}\"")
            )}}] },
              "strategy": { "kind": "buyAndHold" } }
            """;

    private static IReadOnlyList<SpecError> Errors(string json)
    {
        var watch = Stopwatch.StartNew();
        var parse = SpecJson.Parse(json);
        Assert.True(watch.Elapsed < s_quick, $"took {watch.Elapsed}");
        Assert.Null(parse.Spec);
        return parse.Errors;
    }
}
