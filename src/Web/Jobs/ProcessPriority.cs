using System.Globalization;
using System.Runtime.InteropServices;

namespace Simulator.Web.Jobs;

/// <summary>The priority of a process that runs already, where the system is Linux.</summary>
internal static partial class ProcessPriority
{
    private const int ProcessOrThread = 0;

    /// <summary>
    /// Puts every thread of a process as far behind as <paramref name="niceness"/> says; threads that it starts later inherit it.
    /// False where that cannot be done: another system, or the process has ended.
    /// </summary>
    public static bool TryLower(int process, int niceness)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return Directory
                .EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"))
                .Select(task => int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture))
                .ToArray()
                .All(thread => SetPriority(ProcessOrThread, thread, niceness) == 0);
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int id, int niceness);
}
