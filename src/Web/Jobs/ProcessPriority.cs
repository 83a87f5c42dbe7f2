using System.Globalization;
using System.Runtime.InteropServices;

namespace Simulator.Web.Jobs;

/// <summary>The priority of a process that runs already, where the system is Linux.</summary>
internal static partial class ProcessPriority
{
    private const int ProcessOrThread = 0;
    private const int OwnProcess = 0;
    private const int MostNice = 19;
    private const int NoSuchThread = 3;

    /// <summary>
    /// Puts every thread of a process as far behind this process as <paramref name="niceness"/> says, as <c>nice</c> does with one that it
    /// starts; threads that it starts later inherit it. False where that cannot be done: the process has ended, or stands further behind.
    /// </summary>
    public static bool TryLower(int process, int niceness)
    {
        var target = Math.Min(MostNice, GetPriority(ProcessOrThread, OwnProcess) + niceness);
        try
        {
            // Twice: a thread may have been started by one that was not lowered yet.
            return All(process, target) && All(process, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool All(int process, int target) =>
        Directory
            .GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"))
            .Select(task => int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture))
            .All(thread => SetPriority(ProcessOrThread, thread, target) == 0 || Marshal.GetLastPInvokeError() == NoSuchThread);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, int id);

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int id, int niceness);
}
