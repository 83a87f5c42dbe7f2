using Simulator.Store.Database;

namespace Simulator.Web.Jobs;

/// <summary>The order of jobs that wait: the higher priority first, then the older. Another order is made by other priorities.</summary>
internal static class QueueOrder
{
    /// <summary>Jobs in the order in which they start.</summary>
    public static IReadOnlyList<StoredJob> Sorted(IEnumerable<StoredJob> waiting) =>
        [.. waiting.OrderByDescending(j => j.Priority).ThenBy(j => j.Created).ThenBy(j => j.Id, StringComparer.Ordinal)];

    /// <summary>
    /// The priorities with which a job stands before another, or last; of jobs that keep theirs there is none. Null when one of the two
    /// does not wait.
    /// </summary>
    /// <param name="waiting">The jobs in their order.</param>
    /// <param name="id">The job that is moved.</param>
    /// <param name="before">The one that it stands before; null for the end.</param>
    /// <param name="most">Highest priority, and with a minus the lowest.</param>
    public static IReadOnlyDictionary<string, int>? Moved(IReadOnlyList<StoredJob> waiting, string id, string? before, int most)
    {
        if (waiting.FirstOrDefault(j => j.Id == id) is not { } moved || (before is not null && waiting.All(j => j.Id != before)))
            return null;
        if (before == id)
            return new Dictionary<string, int>();
        var wanted = waiting.Where(j => j != moved).ToList();
        wanted.Insert(before is null ? wanted.Count : wanted.FindIndex(j => j.Id == before), moved);
        var priorities = FromBelow(wanted, moved);
        if (priorities.Max() > most || priorities.Min() < -most)
            priorities = Pressed(wanted, most);
        return wanted
            .Select((job, i) => (job, Priority: Math.Clamp(priorities[i], -most, most)))
            .Where(j => j.job.Priority != j.Priority)
            .ToDictionary(j => j.job.Id, j => j.Priority);
    }

    // From the last to the first: each keeps its priority where that is enough, and the moved one takes what it needs, no more.
    private static int[] FromBelow(List<StoredJob> wanted, StoredJob moved)
    {
        var priorities = new int[wanted.Count];
        for (var i = wanted.Count - 1; i >= 0; i--)
        {
            var job = wanted[i];
            var isLast = i == wanted.Count - 1;
            var needed = isLast ? job.Priority : priorities[i + 1] + (IsAheadByAge(job, wanted[i + 1]) ? 0 : 1);
            // The one that is moved to the end goes below the one before it; that one keeps its priority.
            if (isLast && job == moved && i > 0)
                needed = wanted[i - 1].Priority - (IsAheadByAge(wanted[i - 1], job) ? 0 : 1);
            priorities[i] = job == moved ? needed : Math.Max(job.Priority, needed);
        }
        return priorities;
    }

    // No room above: everyone stands as low as can be.
    private static int[] Pressed(List<StoredJob> wanted, int most)
    {
        var priorities = new int[wanted.Count];
        priorities[^1] = -most;
        for (var i = wanted.Count - 2; i >= 0; i--)
            priorities[i] = priorities[i + 1] + (IsAheadByAge(wanted[i], wanted[i + 1]) ? 0 : 1);
        return priorities;
    }

    private static bool IsAheadByAge(StoredJob job, StoredJob other) =>
        job.Created != other.Created ? job.Created < other.Created : string.CompareOrdinal(job.Id, other.Id) < 0;
}
