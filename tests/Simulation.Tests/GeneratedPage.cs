namespace Simulator.Tests.Simulation;

/// <summary>
/// A page under docs that is made from the code. <c>SIMULATOR_UPDATE_DOCS=1</c> writes it; otherwise it must be what would be written.
/// </summary>
internal static class GeneratedPage
{
    public static void AssertCurrent(string name, string text)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, "docs", name);
        if (Environment.GetEnvironmentVariable("SIMULATOR_UPDATE_DOCS") == "1")
            File.WriteAllText(path, text);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == text,
            $"docs/{name} is not what the code says; run the tests with SIMULATOR_UPDATE_DOCS=1 to write it anew"
        );
    }
}
