using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Simulator.Web.Components.Words;

namespace Simulator.Tests.Web.Components;

public sealed partial class AddressesTests
{
    private const string Awkward = "A&B=50% #1 +ö/?x";

    public static TheoryData<string, string> Queries =>
        new()
        {
            { Addresses.Fork(Awkward), "from" },
            { Addresses.NewOn(Awkward), "target" },
            { Addresses.NewLike(Awkward), "preset" },
            { Addresses.NewWith(Awkward, 2), "sweep" },
            { Addresses.SweepFrom(Awkward), "from" },
            { Addresses.Search(Awkward), "run" },
            { Addresses.Search("1", Awkward), "from" },
            { Addresses.Simulation("1", Awkward), "tab" },
        };

    public static TheoryData<string> Paths =>
        [
            Addresses.Simulation(Awkward),
            Addresses.Simulation(Awkward, "trades"),
            Addresses.ResultFile(Awkward),
            Addresses.Series(Awkward),
            Addresses.Series(Awkward, "quality"),
            Addresses.SharedReport(Awkward),
        ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void NameInAQuery_IsReadBackAsItIs(string address, string name)
    {
        var query = QueryHelpers.ParseQuery(new Uri(new Uri("http://127.0.0.1/"), address).Query);
        Assert.Equal(Awkward, query[name]);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void NameInAPath_IsOneSegmentThatIsReadBackAsItIs(string address)
    {
        var segments = new Uri(new Uri("http://127.0.0.1/"), address).AbsolutePath.Split('/');
        Assert.Contains(Awkward, segments.Select(Uri.UnescapeDataString));
    }

    [Fact]
    public void ChoiceOfASearch_IsAParameterOfItsOwn()
    {
        var query = QueryHelpers.ParseQuery(new Uri(new Uri("http://127.0.0.1/"), Addresses.NewWith("a1", 2)).Query);
        Assert.Equal(["sweep", "choice"], query.Keys);
        Assert.Equal("2", query["choice"]);
    }

    [Fact]
    public void Job_IsAtThePageOfItsKind()
    {
        Assert.Equal("simulations/a1", Addresses.Job("simulation", "a1"));
        Assert.Equal("sweep?run=a1", Addresses.Job("walkForward", "a1"));
    }

    // An attribute of a component is not HTML: "&amp;" stays as it is written there, and a name that is put in is not escaped.
    [Fact]
    public void Pages_BuildNoAddressThemselves()
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, "src", "Web", "Components");
        var byHand =
            from file in Directory.EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where !line.Contains("<link", StringComparison.Ordinal) && !line.Contains("<base", StringComparison.Ordinal)
            where !line.Contains("href=\"@Csv(", StringComparison.Ordinal) // a file inside the exported document itself
            from Match match in Links().Matches(line)
            select $"{Path.GetFileName(file)}: {match.Value}";
        Assert.Empty(byHand);
    }

    [Fact]
    public void Code_BuildsNoAddressItself()
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, "src", "Web", "Components");
        var byHand =
            from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) != "Addresses.cs"
            from line in File.ReadLines(file)
            where HandMade().IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(byHand);
    }

    // Empty (home) and the jump to the page's own content are no addresses to build.
    [GeneratedRegex("href=\"(?!\"|#content\"|@Addresses\\.|@href\"|@Href\"|@_link\")[^\"]*\"|&amp;[a-z]+=")]
    private static partial Regex Links();

    [GeneratedRegex("EscapeDataString|NavigateTo\\(\\$?\"|\\$\"(new|data|sweep|simulations|s|shared)[/?]")]
    private static partial Regex HandMade();
}
