using Xunit;

namespace Simulator.Tests;

/// <summary>
/// The one place where tests find the reference pack (real market files, oracle numbers) that may lie beside the repository.
/// It is never part of the repository; a test that needs it is skipped, with a reason, where it is absent.
/// </summary>
public static class SharedFiles
{
    /// <summary>The folder of the repository.</summary>
    public static string RepositoryRoot { get; } = FindUp("Simulator.sln");

    /// <summary>The pack's folder, or null where there is none. <c>SIMULATOR_SHARED</c> overrides the default <c>../shared</c>.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder in the pack; skips the calling test where it is absent.</summary>
    public static string Require(string relative)
    {
        var path = Root is null ? null : Path.Combine(Root, relative);
        Skip.If(
            path is null || (!File.Exists(path) && !Directory.Exists(path)),
            $"needs ../shared/{relative}, which is not beside this repository"
        );
        return path!;
    }

    private static string? FindRoot()
    {
        var folder = Environment.GetEnvironmentVariable("SIMULATOR_SHARED") ?? Path.Combine(RepositoryRoot, "..", "shared");
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }

    private static string FindUp(string file)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, file)))
                return at.FullName;
        throw new DirectoryNotFoundException($"no {file} above {AppContext.BaseDirectory}");
    }
}
