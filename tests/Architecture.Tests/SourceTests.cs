using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit.Abstractions;

namespace Simulator.Tests.Architecture;

/// <summary>What holds for every file of the repository.</summary>
public sealed partial class SourceTests(ITestOutputHelper output)
{
    private const int LongFile = 250;
    private const int TooLongFile = 600;
    private const int LongestLine = 140;
    private const string Feed = "nuget" + ".org";
    private const string Modules = "npmjs" + ".org";
    private static readonly string[] s_publicHosts = ["api." + Feed, "www." + Feed, "registry." + Modules];
    private static readonly string[] s_code = [".cs", ".razor", ".js", ".ts", ".css", ".cpp", ".h"];

    [Fact]
    public void Files_AreShortEnoughToReadAtOnce()
    {
        var lengths = Repository
            .Files.Where(f =>
                s_code.Contains(Path.GetExtension(f))
                && !f.Contains("/Migrations/", StringComparison.Ordinal)
                && !f.Contains("/lib/", StringComparison.Ordinal)
            )
            .Select(f => (File: f, Lines: File.ReadLines(Path.Combine(Repository.Root, f)).Count()))
            .Where(f => f.Lines > LongFile)
            .OrderByDescending(f => f.Lines)
            .ToList();
        foreach (var (file, lines) in lengths)
            output.WriteLine($"{lines} lines: {file}");
        Offenders.None(lengths.Where(f => f.Lines > TooLongFile));
    }

    [Fact]
    public void Lines_AreAtMost140Columns()
    {
        var offenders =
            from file in Repository.Files
            where IsProgramText(file)
            from line in File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, i) => (Number: i + 1, text.Length))
            where line.Length > LongestLine
            select $"{file}:{line.Number}: {line.Length} columns";
        Offenders.None(offenders);
    }

    // What people write: sources, styles and shell scripts, which have no extension here; not generated and vendored files.
    private static bool IsProgramText(string file) =>
        (s_code.Contains(Path.GetExtension(file)) || Path.GetExtension(file) is ".sh" or "")
        && file.Split('/')[0] is "src" or "tests" or "bench" or "eng" or "run" or "test"
        && !file.Contains("/Migrations/", StringComparison.Ordinal)
        && !file.Contains("/lib/", StringComparison.Ordinal);

    [Fact]
    public void Files_NameNoMachine()
    {
        var folder = Path.GetDirectoryName(Repository.Root)!;
        var patterns = RegistryHosts().Select(Regex.Escape).ToList();
        if (folder.Length > 1)
            patterns.Add("(?<![\\w.])" + Regex.Escape(folder) + "/");
        patterns.Add("/(home|Users)/(?!app\\b)\\w+/");
        var machine = new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(20));
        var offenders = Repository
            .Files.Where(f => Path.GetExtension(f) is not (".png" or ".ico" or ".woff2") && f != "tests/Architecture.Tests/SourceTests.cs")
            .Select(f => (File: f, Match: machine.Match(Repository.Read(f))))
            .Where(f => f.Match.Success)
            .Select(f => $"{f.File}: {f.Match.Value}");
        Offenders.None(offenders);
    }

    [Fact]
    public void Packages_ArePinnedExactly_InOnePlace()
    {
        var central = Repository.Xml("Directory.Packages.props").Descendants("PackageVersion").Select(p => p.Attribute("Version")!.Value);
        Offenders.None(central.Where(v => !ExactVersion().IsMatch(v)));
        var projects = Repository
            .Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) || f.EndsWith(".targets", StringComparison.Ordinal))
            .Select(Repository.Xml)
            .ToList();
        Offenders.None(
            projects
                .SelectMany(p => p.Descendants("PackageReference"))
                .Where(r => r.Attribute("Version") is not null || r.Attribute("VersionOverride") is not null)
        );
        Assert.All(
            projects.SelectMany(p => p.Descendants("PackageDownload")),
            d => Assert.Matches(@"^\[[^,\]]+\]$", d.Attribute("Version")!.Value)
        );
    }

    [Fact]
    public void NodePackages_ArePinnedExactly()
    {
        foreach (var file in Repository.Files.Where(f => Path.GetFileName(f) == "package.json"))
        {
            using var json = System.Text.Json.JsonDocument.Parse(Repository.Read(file));
            foreach (var group in new[] { "dependencies", "devDependencies" })
            {
                if (json.RootElement.TryGetProperty(group, out var packages))
                    Assert.All(packages.EnumerateObject(), p => Assert.Matches(ExactVersion(), p.Value.GetString()!));
            }
        }
    }

    [Fact]
    public void Sources_AreFinished()
    {
        var offenders = Repository.Files.Where(f =>
            f.StartsWith("src/", StringComparison.Ordinal)
            && s_code.Contains(Path.GetExtension(f))
            && Unfinished().IsMatch(Repository.Read(f))
        );
        Offenders.None(offenders);
    }

    [Fact]
    public void Simulation_EveryPublicType_IsDocumented()
    {
        var assembly = typeof(Markets.Bar).Assembly;
        var documented = XDocument
            .Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member")
            .Select(m => m.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        var missing = assembly
            .GetExportedTypes()
            .Where(t => !documented.Contains("T:" + t.FullName!.Replace('+', '.')))
            .Select(t => t.FullName);
        Offenders.None(missing);
    }

    [Fact]
    public void TopLevelWwwroot_IsTheWebProjects()
    {
        var link = new DirectoryInfo(Path.Combine(Repository.Root, "wwwroot"));
        Assert.Equal(Path.Combine("src", "Web", "wwwroot"), link.LinkTarget);
    }

    // Feeds that this machine is set up with, unless everyone knows them.
    private static IEnumerable<string> RegistryHosts()
    {
        var configured =
            Repository.Output("dotnet", "nuget", "list", "source", "--format", "short")
            + Repository.Output("npm", "config", "get", "registry");
        return Host().Matches(configured).Select(m => m.Groups[1].Value).Distinct().Except(s_publicHosts);
    }

    [GeneratedRegex(@"https?://([^/\s:]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[\w.]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ExactVersion();

    [GeneratedRegex("NotImplementedException|\\b(TODO|FIXME|HACK)\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();
}
