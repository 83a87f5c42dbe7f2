using Simulator.Runs;
using Simulator.Seeding;

namespace Simulator.Bench.Fuzz;

/// <summary>
/// Specs: the examples of the documentation, damaged as text or as a tree. What is accepted must survive being written and read.
/// </summary>
internal sealed class SpecFuzz : IFuzzTarget
{
    private readonly string[] _examples =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(RepositoryRoot(), "docs", "examples"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText),
    ];

    public string Name => "specs";

    public bool Try(SplitMix64 random, Action<string> trace)
    {
        var example = _examples[random.NextInt(_examples.Length)];
        var json = random.NextInt(60) switch
        {
            0 => Swelling.Swell(example, random),
            < 20 => Mutation.Damage(example, random),
            _ => Mutation.DamageTree(example, random),
        };
        trace(json);
        var parse = SpecJson.Parse(json);
        if (parse.Spec is { } spec)
        {
            if (SpecJson.Parse(SpecJson.Write(spec)).Spec is not { } again || SpecJson.Hash(again) != SpecJson.Hash(spec))
                throw new FuzzFinding("an accepted spec does not survive being written and read");
            return true;
        }
        if (parse.Errors.Count == 0)
            throw new FuzzFinding("refused without an error");
        foreach (var error in parse.Errors)
            FuzzFinding.NeedsMessage(error.Message);
        return false;
    }

    internal static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException(
            "run it from a build inside the repository: no Simulator.sln above " + AppContext.BaseDirectory
        );
    }
}
