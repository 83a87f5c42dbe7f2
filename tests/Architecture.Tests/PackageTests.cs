using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Simulator.Tests.Architecture;

/// <summary>Every package that any choice of libtorch asks for has its version in Directory.Packages.props.</summary>
public sealed partial class PackageTests
{
    [Fact]
    public void Package_OfEveryProvider_HasACentralVersion()
    {
        var versions = Repository
            .Xml("Directory.Packages.props")
            .Descendants("PackageVersion")
            .ToDictionary(e => e.Attribute("Include")!.Value, e => e.Attribute("Version")!.Value);
        string[] providers = [.. Providers()];
        Assert.Contains("TorchSharp-cuda-linux", providers);
        var asked = BuildFiles()
            .SelectMany(f =>
                Repository.Xml(f).Descendants("PackageReference").Select(e => (File: f, Package: e.Attribute("Include")!.Value))
            )
            .SelectMany(p => p.Package == "$(TorchProvider)" ? providers.Select(name => p with { Package = name }) : [p])
            .ToArray();
        Assert.NotEmpty(asked);
        Offenders.None(asked.Where(p => !versions.ContainsKey(p.Package)));
    }

    [Fact]
    public void Projects_LeaveTheProviderToOneFile() =>
        Offenders.None(
            BuildFiles()
                .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
                .Where(f => Repository.Xml(f).Descendants().Attributes("Condition").Any(c => ProviderCondition().IsMatch(c.Value)))
        );

    private static IEnumerable<string> BuildFiles() =>
        Repository.Files.Where(f => Path.GetExtension(f) is ".csproj" or ".props" or ".targets");

    // The comment at the head of Directory.Build.props is what people read: TorchProvider=libtorch-cpu-linux-x64|TorchSharp-cpu|…
    private static IEnumerable<string> Providers() =>
        Repository
            .Xml("Directory.Build.props")
            .DescendantNodes()
            .OfType<XComment>()
            .SelectMany(c => ProviderList().Matches(c.Value))
            .SelectMany(m => m.Groups[1].Value.Split('|'));

    [GeneratedRegex("TorchProvider=([A-Za-z0-9|-]+)")]
    private static partial Regex ProviderList();

    [GeneratedRegex("\\$\\(TorchProvider\\)")]
    private static partial Regex ProviderCondition();
}
