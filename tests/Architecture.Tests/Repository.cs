using System.Diagnostics;
using System.Xml.Linq;

namespace Simulator.Tests.Architecture;

/// <summary>The files of the repository: what git tracks or would track; without git, what lies there and is not built.</summary>
internal static class Repository
{
    private static readonly string[] s_built = ["bin", "obj", "node_modules", ".git", "artifacts", "TestResults"];

    public static string Root { get; } = SharedFiles.RepositoryRoot;

    /// <summary>Paths relative to <see cref="Root"/>, with '/'.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IEnumerable<string> Sources(string folder) =>
        Files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static XDocument Xml(string relative) => XDocument.Load(Path.Combine(Root, relative));

    /// <summary>Standard output of a command, or null where it cannot be run.</summary>
    public static string? Output(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command, arguments)
                {
                    WorkingDirectory = Root,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            _ = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string[] ListFiles()
    {
        var tracked = Output("git", "ls-files", "--cached", "--others", "--exclude-standard")
            ?.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var all =
            tracked
            ?? Directory
                .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
                .Where(f => !f.Split('/').Any(s_built.Contains));
        return [.. all.Where(f => File.Exists(Path.Combine(Root, f))).Order(StringComparer.Ordinal)];
    }
}
