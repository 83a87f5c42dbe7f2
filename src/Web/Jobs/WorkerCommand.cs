using System.Globalization;

namespace Simulator.Web.Jobs;

/// <summary>How a worker is started: a program and its arguments.</summary>
public sealed record WorkerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The argument that turns the server's own program into a worker.</summary>
    public const string Argument = "worker";

    private const string Nice = "/usr/bin/nice";

    /// <summary>This program again, as what <paramref name="argument"/> says.</summary>
    public static WorkerCommand OfThisProgram(string argument = Argument) =>
        new(Dotnet(), ["exec", typeof(WorkerCommand).Assembly.Location, argument]);

    /// <summary>
    /// The same at a lower priority where the system can (<c>nice</c>), so that pages stay quick while it computes.
    /// </summary>
    /// <param name="niceness">0 … 19; 19 is the lowest.</param>
    public WorkerCommand At(int niceness) =>
        niceness > 0 && File.Exists(Nice)
            ? new WorkerCommand(Nice, ["-n", niceness.ToString(CultureInfo.InvariantCulture), Program, .. Arguments])
            : this;

    // Started as `dotnet X.dll` the process is dotnet itself; started through its own executable, or hosted by a test, it is not.
    private static string Dotnet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? path
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
