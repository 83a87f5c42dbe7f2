using Simulator.Robustness.Sweeps;
using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>Ranges by sliders and shapes of a map.</summary>
public sealed class WholeRangeTests
{
    [Theory]
    [InlineData("5:20:5", 4, "5:20:5")]
    [InlineData("5:20", 16, "5:20:1")]
    [InlineData("7", 1, "7")]
    public void Text_AsARange_AndBack(string text, int count, string again)
    {
        var range = WholeRange.Of(text)!;
        Assert.Equal((count, again), (range.Count, range.ToString()));
        Assert.True(range.Most >= range.To);
    }

    [Theory]
    [InlineData("5,10")]
    [InlineData("0.1:0.9")]
    [InlineData("20:5:1")]
    [InlineData("8:256:log")]
    [InlineData("both")]
    public void AnythingElse_HasNoSliders(string text) => Assert.Null(WholeRange.Of(text));

    [Theory]
    [InlineData("5,10,15", "5:15:5")]
    [InlineData("3, 4", "3:4:1")]
    public void EvenList_IsARange_AndBack(string list, string range)
    {
        Assert.Equal(range, WholeRange.OfList(list)!.ToString());
        Assert.Equal(list.Replace(" ", "", StringComparison.Ordinal), WholeRange.Of(range)!.ToList());
    }

    [Theory]
    [InlineData("5,10,20")]
    [InlineData("10,5")]
    [InlineData("5")]
    [InlineData("long,both")]
    public void UnevenList_IsNoRange(string list) => Assert.Null(WholeRange.OfList(list));

    [Fact]
    public void LongRange_IsNotWrittenAsAList() => Assert.Null(WholeRange.Of("1:100:1")!.ToList());

    // Scores 1, 3 over x and the same for both y: x explains all, y nothing.
    [Fact]
    public void Importance_IsTheShareOfTheVariationThatALevelExplains()
    {
        var map = new HeatMap(
            "x",
            "y",
            ["1", "2"],
            ["1", "2"],
            [
                [1, 1],
                [3, 3],
            ],
            [
                [1, 1],
                [3, 3],
            ],
            [
                [1, 1],
                [1, 1],
            ]
        );
        var shapes = ParameterShape.Of(map);
        Assert.Equal((1.0, 0.0), (shapes[0].Importance, shapes[1].Importance));
        Assert.Equal([(0.0, 0.0), (1.0, 1.0)], shapes[0].Line);
    }
}
