using System.Diagnostics;
using Simulator.Errors;

namespace Simulator.Tests.Simulation.Errors;

public sealed class DocumentBoundsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[1, 2, { \"a\": \"😀 \\ud83d\\ude00 \\\\ud83d\" }] // a comment")]
    [InlineData("not JSON")]
    [InlineData("")]
    public void Document_WithinTheBounds_HasNoFault(string json) => Assert.Empty(DocumentBounds.Check(json));

    [Fact]
    public void Table_OfForecasts_MayBeAsLongAsTheDocument_AndNoOtherText()
    {
        var table = new string('1', 500_000);

        Assert.Empty(DocumentBounds.Check($$"""{ "forecaster": { "kind": "own", "forecasts": "{{table}}" } }"""));
        Assert.Single(DocumentBounds.Check($$"""{ "forecaster": { "kind": "{{table}}", "forecasts": "" } }"""));
        Assert.Single(DocumentBounds.Check($$"""{ "forecasts": ["{{table}}"] }"""));
    }

    [Theory]
    // ¤ stands for half of a character, which an attribute cannot hold.
    [InlineData("{\n \"name\": \"a¤b\" }", "", "line 2: half of a character (U+D83D)")]
    [InlineData("{\n \"data\": {\n \"related\": [\"A\", \"\\ud83d\"] } }", "data.related[1]", "line 3: half of a character (U+D83D)")]
    [InlineData("{ \"name\": \"\\ud83d\\ude00 \\ude01\" }", "name", "line 1: half of a character (U+DE01)")]
    [InlineData("{ \"\\udc00\": 1 }", "", "line 1: half of a character (U+DC00)")]
    public void HalfOfACharacter_AsItIsOrEscaped_IsRefusedWithItsPlace(string json, string path, string words)
    {
        var error = Assert.Single(DocumentBounds.Check(json.Replace('¤', '\uD83D')));
        Assert.Equal(path, error.Path);
        Assert.StartsWith(words, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> TooLarge =>
        new()
        {
            { new string(' ', DocumentBounds.Length + 1), "", "the document has 1000001 characters; at most 1000000 are read" },
            { $"{{ \"a\": {{ \"b\": [{Many("1", DocumentBounds.Entries + 1)}] }} }}", "a.b", "has more than 2500 entries" },
            { $"{{ \"a\": \"{new string('x', DocumentBounds.TextLength + 1)}\" }}", "a", "is a text of more than 10000 characters" },
            { $"{{ \"a\": [0, 1{new string('0', DocumentBounds.NumberLength)}] }}", "a[1]", "is a number of more than 64 characters" },
            { $"{{ \"{new string('x', DocumentBounds.NameLength + 1)}\": 1 }}", "", "the name of a member has more than 200 characters" },
            {
                $"{{ {string.Join(", ", Enumerable.Range(0, DocumentBounds.Entries + 1).Select(i => $"\"m{i}\": 1"))} }}",
                "",
                "has more than 2500 members"
            },
            { $"[{Many($"[{Many("1", 2_000)}]", 30)}]", "", "the document has more than 50000 values" },
        };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void Document_BeyondABound_IsRefusedWithPlaceAndBound(string json, string path, string message)
    {
        var error = Assert.Single(DocumentBounds.Check(json));
        Assert.Equal(new SpecError(path, message), error);
    }

    [Fact]
    public void LongestDocument_OfTheWorstKind_TakesLessThanASecond()
    {
        // Escapes everywhere and texts that are as long as they may be.
        var text = string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 800));
        var json = $"[{Many($"\"{text}\"", 100)}]";
        var watch = Stopwatch.StartNew();
        Assert.Empty(DocumentBounds.Check(json));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"took {watch.Elapsed}");
    }

    [Fact]
    public void ManyErrors_AreToldInPartAndCounted()
    {
        SpecError[] many = [.. Enumerable.Range(0, 130).Select(i => new SpecError($"p{i}", "wrong"))];
        var told = DocumentBounds.First(many);
        Assert.Equal(DocumentBounds.Errors + 1, told.Count);
        Assert.Equal("and 30 more errors", told[^1].Message);
    }

    private static string Many(string what, int count) => string.Join(", ", Enumerable.Repeat(what, count));
}
