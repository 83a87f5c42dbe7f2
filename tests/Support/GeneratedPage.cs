using Xunit;

namespace Simulator.Tests;

/// <summary>
/// A page under docs that is made from the code. <c>SIMULATOR_UPDATE_DOCS=1</c> writes it; otherwise it must be what would be written.
/// </summary>
public static class GeneratedPage
{
    /// <summary>Writes the page, or fails if it is not current.</summary>
    /// <param name="name">The file under docs.</param>
    /// <param name="text">What the code says.</param>
    public static void AssertCurrent(string name, string text)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, "docs", name);
        if (Environment.GetEnvironmentVariable("SIMULATOR_UPDATE_DOCS") == "1")
            File.WriteAllText(path, text);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == text,
            $"docs/{name} differs from the code; run the tests with SIMULATOR_UPDATE_DOCS=1 to rewrite it"
        );
    }
}
