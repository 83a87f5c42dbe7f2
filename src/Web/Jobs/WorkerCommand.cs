namespace Simulator.Web.Jobs;

/// <summary>How a worker is started: a program and its arguments.</summary>
public sealed record WorkerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The argument that turns the server's own program into a worker.</summary>
    public const string Argument = "worker";

    /// <summary>
    /// This program again, as what <paramref name="argument"/> says; at a lower priority where the system can (<c>nice</c>), so that pages
    /// stay quick while it computes.
    /// </summary>
    public static WorkerCommand OfThisProgram(string argument = Argument)
    {
        var assembly = typeof(WorkerCommand).Assembly.Location;
        var self = new WorkerCommand(Dotnet(), ["exec", assembly, argument]);
        return File.Exists("/usr/bin/nice") ? new WorkerCommand("/usr/bin/nice", ["-n", "5", self.Program, .. self.Arguments]) : self;
    }

    // Started as `dotnet X.dll` the process is dotnet itself; started through its own executable, or hosted by a test, it is not.
    private static string Dotnet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? path
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
