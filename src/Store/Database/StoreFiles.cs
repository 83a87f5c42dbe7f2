using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>The files of a data folder that are named by a hash: of series and of results.</summary>
public static class StoreFiles
{
    private const int HashLength = 64;

    /// <summary>Where results are.</summary>
    public static string ResultsOf(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Path.Combine(folder.Root, "results");
    }

    /// <summary>Files of series.</summary>
    public static IEnumerable<FileInfo> Series(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Hashed(folder.Series, SearchOption.TopDirectoryOnly);
    }

    /// <summary>Files of results.</summary>
    public static IEnumerable<FileInfo> Results(DataFolder folder) => Hashed(ResultsOf(folder), SearchOption.AllDirectories);

    /// <summary>How many there are.</summary>
    public static FileCount Count(DataFolder folder) => new(Series(folder).Count(), Results(folder).Count());

    private static IEnumerable<FileInfo> Hashed(string folder, SearchOption depth) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder)
                .EnumerateFiles("*", depth)
                .Where(f => f.Name.Length == HashLength && f.Name.All(char.IsAsciiHexDigitLower))
            : [];
}

/// <summary>How many files of series and results a data folder has.</summary>
public readonly record struct FileCount(int Series, int Results)
{
    /// <summary>Whether there is any.</summary>
    public bool Any => Series + Results > 0;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Series} files of series and {Results} of results");
}
