using System.Text.RegularExpressions;
using System.Xml.Linq;
using Simulator.Markets;

namespace Simulator.Tests.Architecture;

/// <summary>The table of rooms in docs/architecture.md: who may know whom.</summary>
public sealed partial class RoomTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> s_rooms = new(StringComparer.Ordinal)
    {
        ["Simulation"] = ([], ["MathNet.Numerics", "System.IO.Hashing", "Parquet.Net", "Apache.Arrow", "Apache.Arrow.Compression"]),
        ["Learning"] = (["Simulation"], ["FastBertTokenizer", "TorchSharp", "$(TorchProvider)"]),
        ["Store"] = (["Simulation"], ["Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.Design"]),
        ["Web"] = (
            ["Store", "Learning", "Simulation"],
            [
                "MudBlazor",
                "Microsoft.CodeAnalysis.ResxSourceGenerator",
                "Microsoft.AspNetCore.OpenApi",
                "Scalar.AspNetCore",
                "OpenTelemetry.Extensions.Hosting",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            ]
        ),
        ["Cli"] = (["Store", "Learning", "Simulation"], ["Spectre.Console", "System.CommandLine"]),
    };

    public static TheoryData<string> Rooms => [.. s_rooms.Keys];

    [Fact]
    public void Source_EveryProject_IsARoomOfTheTable() =>
        Assert.Equal(
            s_rooms.Keys.Order(StringComparer.Ordinal),
            Repository
                .Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal))
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_References_ObeyTheTable(string room)
    {
        var project = Repository.Xml($"src/{room}/{room}.csproj");
        var references = Includes(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r));
        Offenders.None(references.Except(s_rooms[room].Projects));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_Packages_ObeyTheTable(string room)
    {
        var project = Repository.Xml($"src/{room}/{room}.csproj");
        Offenders.None(Includes(project, "PackageReference").Except(s_rooms[room].Packages));
    }

    [Theory]
    [InlineData("Simulation", "TorchSharp|Microsoft\\.EntityFrameworkCore|Microsoft\\.AspNetCore|Simulator\\.(Learning|Store|Web|Cli)")]
    [InlineData("Learning", "Microsoft\\.EntityFrameworkCore|Microsoft\\.AspNetCore|Simulator\\.(Store|Web|Cli)")]
    [InlineData("Store", "Microsoft\\.AspNetCore|TorchSharp|Simulator\\.(Web|Cli)")]
    [InlineData("Web", "TorchSharp|Simulator\\.Cli")]
    [InlineData("Cli", "Microsoft\\.AspNetCore|TorchSharp|Simulator\\.Web")]
    public void Source_Usings_ObeyTheTable(string room, string forbidden)
    {
        var pattern = new Regex(
            $"^\\s*(global )?using (static )?(\\w+ = )?({forbidden})",
            RegexOptions.Multiline | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(5)
        );
        var offenders = Repository.Sources($"src/{room}").Where(f => pattern.IsMatch(Repository.Read(f)));
        Offenders.None(offenders);
    }

    [Fact]
    public void SimulationAssembly_References_AreTheBaseLibraryMathNetAndReadersOfFiles()
    {
        var references = typeof(Bar).Assembly.GetReferencedAssemblies().Select(a => a.Name!);
        Offenders.None(
            references.Where(r =>
                !r.StartsWith("System.", StringComparison.Ordinal)
                && r is not ("MathNet.Numerics" or "Parquet" or "Apache.Arrow" or "Apache.Arrow.Compression" or "netstandard")
            )
        );
    }

    [Fact]
    public void Solution_HoldsEveryProject_InTheClassicFormat()
    {
        var solution = Repository.Read("Simulator.sln");
        Assert.Contains("Microsoft Visual Studio Solution File, Format Version 12.00", solution, StringComparison.Ordinal);
        Offenders.None(
            Repository.Files.Where(f =>
                f.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains(f.Replace('/', '\\'), StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void Folders_AreNamedForWhatTheyHold()
    {
        var folders = Repository.Files.Select(f => Path.GetDirectoryName(f)!).Distinct();
        Offenders.None(folders.Where(f => DumpingGround().IsMatch(f)));
    }

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(e => e.Attribute("Include")!.Value);

    [GeneratedRegex("(^|/)(Helpers?|Managers?|Common|Utils?|Utilities|Misc)(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DumpingGround();
}
