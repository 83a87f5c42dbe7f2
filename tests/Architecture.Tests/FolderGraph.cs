using Mono.Cecil;

namespace Simulator.Tests.Architecture;

/// <summary>Which folder of a project uses which, with a pair of types as the example of each edge. A namespace is a folder.</summary>
internal sealed class FolderGraph
{
    /// <summary>Folder → folder that it uses → "Type → Type".</summary>
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _edges = new(StringComparer.Ordinal);

    /// <summary>Notes that a type of one folder names a type of another.</summary>
    public void Add(string from, string to, string example)
    {
        if (from == to)
            return;
        if (!_edges.TryGetValue(from, out var used))
            _edges[from] = used = new(StringComparer.Ordinal);
        if (!used.TryGetValue(to, out var known) || string.CompareOrdinal(example, known) < 0)
            used[to] = example;
    }

    /// <summary>
    /// The graph of an assembly's folders. <paramref name="folder"/> says in which folder a namespace counts; null leaves it out.
    /// </summary>
    public static FolderGraph Of(AssemblyDefinition assembly, Func<string, string?> folder)
    {
        var graph = new FolderGraph();
        foreach (var type in assembly.MainModule.GetTypes())
        {
            if (folder(Outermost(type).Namespace) is not { } from)
                continue;
            foreach (var used in TypeReferences.Of(type).Where(r => r.Scope == assembly.MainModule))
            {
                if (folder(Outermost(used).Namespace) is { } to)
                    graph.Add(from, to, $"{Outermost(type).Name} → {Outermost(used).Name}");
            }
        }
        return graph;
    }

    /// <summary>
    /// For every group of folders that use each other in circles, a shortest circle, written as one line per step with its example.
    /// </summary>
    public IReadOnlyList<string> Circles()
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in _edges.Keys.Where(f => !seen.Contains(f)))
        {
            if (ShortestCircle(start) is not { } circle)
                continue;
            seen.UnionWith(circle);
            found.Add(string.Join(Environment.NewLine, circle.Zip(circle.Skip(1)).Select(s => Step(s.First, s.Second))));
        }
        return found;
    }

    private string[] Used(string folder) => _edges.TryGetValue(folder, out var used) ? [.. used.Keys] : [];

    private string Step(string from, string to) => $"  {from} uses {to}: {_edges[from][to]}";

    // Breadth first from a folder back to itself.
    private List<string>? ShortestCircle(string start)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var folder))
        {
            foreach (var next in Used(folder))
            {
                if (next == start)
                    return Way(start, folder, cameFrom);
                if (cameFrom.TryAdd(next, folder))
                    queue.Enqueue(next);
            }
        }
        return null;
    }

    private static List<string> Way(string start, string last, Dictionary<string, string> cameFrom)
    {
        var way = new List<string> { start };
        for (var folder = last; folder != start; folder = cameFrom[folder])
            way.Add(folder);
        way.Add(start);
        way.Reverse();
        return way;
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }
}
