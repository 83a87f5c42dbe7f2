using Simulator.Errors;

namespace Simulator.Jobs;

/// <summary>The table of the kinds of work that a program knows.</summary>
public sealed class JobKinds
{
    private readonly Dictionary<string, IJobKind> _byName;

    /// <summary>A table of these kinds.</summary>
    public JobKinds(IEnumerable<IJobKind> kinds)
    {
        All = [.. kinds];
        _byName = All.ToDictionary(k => k.Name, StringComparer.Ordinal);
    }

    /// <summary>All kinds, in the table's order.</summary>
    public IReadOnlyList<IJobKind> All { get; }

    /// <summary>The kind of a name, or null.</summary>
    public IJobKind? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The kind of a name.</summary>
    /// <exception cref="SimulationException">There is none.</exception>
    public IJobKind this[string name] =>
        Find(name) ?? throw new SimulationException($"kind of job '{name}': there are {string.Join(", ", All.Select(k => k.Name))}");
}
