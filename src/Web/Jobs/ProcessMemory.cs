using System.Globalization;

namespace Simulator.Web.Jobs;

/// <summary>Memory of this machine and of its processes, as Linux tells it.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes that this machine, or the container that the server runs in, has for all processes together.</summary>
    public static long OfTheMachine => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Bytes of memory that a process occupies; null where it cannot be told (it ended, or the system is another).</summary>
    public static long? ResidentOf(int process)
    {
        try
        {
            var pages = File.ReadAllText($"/proc/{process}/statm").Split(' ')[1];
            return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Makes a process the one that the system ends where memory runs out, before the server. Best effort.</summary>
    public static void PreferToEnd(int process)
    {
        try
        {
            File.WriteAllText($"/proc/{process}/oom_score_adj", "500");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another system, or a process that has ended.
        }
    }
}
