using System.Globalization;
using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// When all of the database was last compared with its indexes and its rows with their checksums. That takes seconds where it is large, so
/// it is due after a use that ended without closing and once a day; a small one is always checked.
/// </summary>
internal static class FullCheck
{
    private const long SmallUpTo = 64L << 20;
    private static readonly TimeSpan s_every = TimeSpan.FromDays(1);

    /// <summary>Where it is noted.</summary>
    public static string PathOf(DataFolder folder) => folder.Database + ".checked";

    /// <summary>Whether it is due now; nobody uses the store.</summary>
    public static bool IsDue(DataFolder folder, TimeProvider time, long smallUpTo = SmallUpTo) =>
        File.Exists(StoreSession.PathOf(folder))
        || new FileInfo(folder.Database) is not { Exists: true } database
        || database.Length <= smallUpTo
        || Noted(folder) is not { } last
        || !IsFresh(time.GetUtcNow().UtcTicks - last);

    /// <summary>Notes that it was done now.</summary>
    public static void Note(DataFolder folder, TimeProvider time)
    {
        try
        {
            File.WriteAllText(PathOf(folder), time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // A full disk: it is done again at the next opening.
        }
    }

    // A clock that was put back makes it due.
    private static bool IsFresh(long age) => age >= 0 && age < s_every.Ticks;

    private static long? Noted(DataFolder folder) =>
        File.Exists(PathOf(folder))
        && long.TryParse(File.ReadAllText(PathOf(folder)), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? ticks
            : null;
}
