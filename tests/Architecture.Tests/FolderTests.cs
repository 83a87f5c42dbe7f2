using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Simulator.Tests.Architecture;

/// <summary>Folders form no circles, and a namespace is its folder. The graph is that of the compiled assemblies.</summary>
public sealed partial class FolderTests
{
    private static readonly Dictionary<string, (string Assembly, string Root)> s_projects = new(StringComparer.Ordinal)
    {
        ["Simulation"] = ("Simulator.Simulation", "Simulator"),
        ["Learning"] = ("Simulator.Learning", "Simulator.Learning"),
        ["Store"] = ("Simulator.Store", "Simulator.Store"),
        ["Web"] = ("Simulator.Web", "Simulator.Web"),
        ["Cli"] = ("simulator", "Simulator.Cli"),
    };

    public static TheoryData<string> Projects => [.. s_projects.Keys];

    [Theory]
    [InlineData("Simulation")]
    [InlineData("Learning")]
    [InlineData("Store")]
    [InlineData("Web")]
    [InlineData("Cli")]
    public void Folders_OfAProject_FormNoCircle(string project)
    {
        using var assembly = Read(project);
        Offenders.None(FolderGraph.Of(assembly, space => Folder(project, space)).Circles());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_OfEveryFile_IsItsFolder(string project)
    {
        var root = s_projects[project].Root;
        var offenders =
            from file in Repository.Sources($"src/{project}")
            let declared = Declared().Match(Repository.Read(file))
            where declared.Success
            let folder = string.Join('.', Path.GetDirectoryName(file)!.Split('/').Skip(2).Prepend(root))
            where declared.Groups[1].Value != folder
            select $"{file}: {declared.Groups[1].Value}, not {folder}";
        Offenders.None(offenders);
    }

    [Fact]
    public void AgentsOnDenseNetworks_NameNoTensorLibrary()
    {
        using var assembly = Read("Learning");
        var types = assembly.MainModule.GetTypes().ToDictionary(t => t.FullName, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<TypeDefinition>(types.Values.Where(t => t.Name is "DensePpo" or "RainbowTraining" or "EpisodeEvaluation"));
        Assert.Equal(3, open.Count);
        var offenders = new List<string>();
        while (open.TryDequeue(out var type))
        {
            if (!reached.Add(type.FullName))
                continue;
            foreach (var nested in type.NestedTypes)
                open.Enqueue(nested);
            foreach (var used in TypeReferences.Of(type))
            {
                if (used.Scope.Name == "TorchSharp")
                    offenders.Add($"{type.FullName} → {used.FullName}");
                else if (types.TryGetValue(used.FullName, out var own))
                    open.Enqueue(own);
            }
        }
        Assert.True(reached.Count > 10, $"only {reached.Count} types reached");
        Offenders.None(offenders);
    }

    private static AssemblyDefinition Read(string project)
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (
            var folder in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(Path.GetDirectoryName)
                .Distinct()
        )
            resolver.AddSearchDirectory(folder);
        var parameters = new ReaderParameters(ReadingMode.Immediate) { AssemblyResolver = resolver };
        return AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, s_projects[project].Assembly + ".dll"), parameters);
    }

    // The first name below the root (below Components where pages are); the root's own types, such as an entry point, count as ".",
    // what generators put elsewhere counts as none.
    private static string? Folder(string project, string space)
    {
        var root = s_projects[project].Root;
        if (space == root)
            return ".";
        if (!space.StartsWith(root + ".", StringComparison.Ordinal))
            return null;
        var names = space[(root.Length + 1)..].Split('.');
        return string.Join('/', names.Take(names[0] == "Components" ? 2 : 1));
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Declared();
}
