using Simulator.Errors;

namespace Simulator.Derivation;

/// <summary>The table of ways to make series.</summary>
public static class SeriesMakers
{
    private static readonly Lock s_lock = new();
    private static readonly List<ISeriesMaker> s_all = [];

    /// <summary>All of them, in the order in which they were registered.</summary>
    public static IReadOnlyList<ISeriesMaker> All
    {
        get
        {
            lock (s_lock)
                return [.. s_all];
        }
    }

    /// <summary>Puts a maker into the table, once.</summary>
    public static void Register(ISeriesMaker maker)
    {
        ArgumentNullException.ThrowIfNull(maker);
        lock (s_lock)
        {
            if (!s_all.Exists(m => m.Name == maker.Name))
                s_all.Add(maker);
        }
    }

    /// <summary>The maker of a name.</summary>
    /// <exception cref="SimulationException">There is none.</exception>
    public static ISeriesMaker Of(string name) =>
        All.FirstOrDefault(m => m.Name == name)
        ?? throw new SimulationException($"way to make a series '{name}': there are {string.Join(", ", All.Select(m => m.Name))}");
}
