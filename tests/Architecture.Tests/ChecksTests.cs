namespace Simulator.Tests.Architecture;

/// <summary>The page of checks names tests that there are, for every reference number and every property.</summary>
public sealed class ChecksTests
{
    private const string Page = "docs/checks.md";
    private const int NotClaimed = 30;
    private static readonly int[] s_numbers = [.. Enumerable.Range(1, 11), .. Enumerable.Range(13, 18), 44, 45, 46, 54];

    [Fact]
    public void EveryReferenceNumber_HasARowThatNamesATest()
    {
        var rows = NamedTests.Rows(Page);
        Assert.Equal(s_numbers, rows.Select(r => r.Number));
        Assert.Equal([NotClaimed], rows.Where(r => r.Tests.Count == 0).Select(r => r.Number));
    }

    [Fact]
    public void EveryProperty_NamesATest()
    {
        var text = Repository.Read(Page);
        var rows = text[text.IndexOf("## Properties", StringComparison.Ordinal)..]
            .Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .ToList();
        Assert.True(rows.Count >= 8, $"{rows.Count} properties");
        Offenders.None(rows.Where(r => NamedTests.In(r).Count == 0));
    }

    [Fact]
    public void EveryTestNamed_IsATestOfItsClass() => Offenders.None(NamedTests.Missing(NamedTests.In(Repository.Read(Page))));
}
