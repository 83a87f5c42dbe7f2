namespace Simulator.Tests.Architecture;

/// <summary>The page of complaints names tests that there are, for every complaint that the engine answers.</summary>
public sealed class ComplaintsTests
{
    private const string Page = "docs/complaints.md";
    private static readonly int[] s_complaints = [1, 2, 3, 4, 5, 6, 12, 13, 14, 15, 16, 20];

    [Fact]
    public void EveryComplaint_HasARowThatNamesATest()
    {
        var rows = NamedTests.Rows(Page);
        Assert.Equal(s_complaints, rows.Select(r => r.Number));
        Offenders.None(rows.Where(r => r.Tests.Count == 0).Select(r => $"{r.Number}: no test"));
    }

    [Fact]
    public void EveryTestNamed_IsATestOfItsClass() => Offenders.None(NamedTests.Missing(NamedTests.Rows(Page).SelectMany(r => r.Tests)));
}
