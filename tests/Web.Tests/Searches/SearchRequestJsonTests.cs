using Simulator.Kinds;
using Simulator.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>A search as another program asks for it.</summary>
public sealed class SearchRequestJsonTests
{
    private const string Spec = """{ "data": { "target": "A" }, "strategy": { "kind": "named", "name": "smaCross" } }""";

    [Fact]
    public void Request_WithWhatVariesOnly_HasTheRuleAndTheRestWrittenOut()
    {
        var parse = SearchKind.Sweep.Parse($$"""{ "spec": {{Spec}}, "values": { "fast": "5:15:5", "slow": 40 } }""");

        var request = Assert.IsType<SearchRequest>(parse.Request);
        Assert.Empty(parse.Errors);
        Assert.Equal(("5:15:5", "40", "both"), (request.Values["fast"], request.Values["slow"], request.Values["side"]));
        Assert.Equal(("sharpe", new SweepSearch()), (request.RankBy, request.Method));
        Assert.Equal(request.ToJson(), ((SearchRequest)SearchKind.Sweep.Read(request.ToJson())!).ToJson());
    }

    [Fact]
    public void Request_OfAMethodWithNumbers_HasThem()
    {
        var parse = SearchKind.WalkForward.Parse(
            $$"""{ "spec": {{Spec}}, "values": { "fast": "5:15:5" }, "method": { "trainBars": 100, "testBars": 30, "anchored": true } }"""
        );

        Assert.Equal(
            new WalkForwardSearch
            {
                TrainBars = 100,
                TestBars = 30,
                Anchored = true,
            },
            ((SearchRequest)parse.Request!).Method
        );
    }

    [Fact]
    public void Request_WithManyMistakes_SaysThemAllWithTheirPaths()
    {
        var parse = SearchKind.CrossValidation.Parse(
            """
            { "spec": { "data": { "target": "" }, "strategy": { "kind": "named", "name": "smaCross" } },
              "values": { "fats": "5:15:5" }, "where": "fast<slow", "rankBy": "sharp", "method": { "groups": 6 }, "threads": 4 }
            """
        );

        Assert.Null(parse.Request);
        Assert.Equal(
            ["method", "rankBy", "spec.data.target", "threads", "where"],
            parse.Errors.Select(e => e.Path).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("""{ "values": {} }""", "spec", "is needed")]
    [InlineData("[]", "", "JSON object")]
    [InlineData("{", "", "not JSON")]
    [InlineData("""{ "spec": SPEC }""", "values", "is needed")]
    [InlineData("""{ "spec": SPEC, "values": { "fats": "1,2" } }""", "values.fats", "Did you mean")]
    [InlineData("""{ "spec": SPEC, "values": { "fast": [1, 2] } }""", "values.fast", "must be one value")]
    [InlineData("""{ "spec": SPEC, "values": { "fast": "1,2" }, "method": { "kind": "walkForward" } }""", "method.kind", "this is a sweep")]
    [InlineData("""{ "spec": SPEC, "values": { "fast": "1,2" }, "method": { "depth": 3 } }""", "method", "depth")]
    public void Mistake_IsSaidWithItsPath(string json, string path, string words)
    {
        var parse = BuiltInKinds.All["sweep"].Parse(json.Replace("SPEC", Spec, StringComparison.Ordinal));

        Assert.Contains(parse.Errors, e => e.Path == path && e.Message.Contains(words, StringComparison.OrdinalIgnoreCase));
    }
}
