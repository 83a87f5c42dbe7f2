using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Simulator.Jobs;
using Simulator.Kinds;

namespace Simulator.Web.Jobs;

/// <summary>
/// The program as a worker. The end of its input tells it that the server is gone; should it be too deep in native code to notice,
/// this ends it a few seconds later, so that no worker outlives its server.
/// </summary>
public static partial class WorkerGuard
{
    /// <summary>Environment variable with the server's process id.</summary>
    public const string ParentVariable = "SIMULATOR_SERVER_PROCESS";

    /// <summary>Environment variable of a worker that is started before there is an order for it: the folder of its warm-up.</summary>
    public const string SpareVariable = "SIMULATOR_SPARE_WORKER";

    /// <summary>The line by which such a worker says that it waits for its order.</summary>
    public const string Ready = "ready";

    private static readonly TimeSpan s_check = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs a worker on standard input and output; the exit code is the process's.</summary>
    public static int Run()
    {
        if (
            OperatingSystem.IsLinux()
            && int.TryParse(
                Environment.GetEnvironmentVariable(ParentVariable),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var server
            )
        )
            new Thread(() => EndWith(server)) { IsBackground = true, Name = "end with the server" }.Start();
        if (Environment.GetEnvironmentVariable(SpareVariable) is { } folder)
        {
            WorkerWarmUp.Run(folder);
            Console.Out.WriteLine(Ready);
            // Without an order it ends with the server that would have given it one.
            if (Console.In.Peek() < 0)
                return Worker.Stopped;
        }
        return Worker.Run(Console.In, Console.Out, BuiltInKinds.All, TimeProvider.System);
    }

    private static void EndWith(int server)
    {
        // A process whose parent dies is given another; asking for the parent avoids being fooled by a reused process id.
        while (ParentProcessId() == server)
            Thread.Sleep(s_check);
        Thread.Sleep(s_grace);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentProcessId();
}
