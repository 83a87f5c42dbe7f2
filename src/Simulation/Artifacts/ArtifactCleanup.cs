namespace Simulator.Artifacts;

/// <summary>
/// Removes stage outputs and checkpoints that nobody has used for a while. A run that needs one again makes it again, to the same hash.
/// </summary>
public static class ArtifactCleanup
{
    private const string Mark = "cleaned";

    /// <summary>
    /// When artifacts of the folder were last removed; the beginning of time where none ever was. What was made of artifacts before may
    /// show more than can be made of those that are left.
    /// </summary>
    public static DateTime LastRun(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var mark = new FileInfo(Path.Combine(folder.Artifacts, Mark));
        return mark.Exists ? mark.LastWriteTimeUtc : DateTime.MinValue;
    }

    /// <summary>Removes what was last used before <paramref name="unusedSince"/>; returns files and bytes.</summary>
    public static (int Files, long Bytes) Run(DataFolder folder, DateTimeOffset unusedSince)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (files, bytes) = (0, 0L);
        foreach (var file in Old(folder.Artifacts, unusedSince))
            Remove(file);
        if (files > 0)
            File.WriteAllText(Path.Combine(folder.Artifacts, Mark), "");
        foreach (var file in Old(folder.Checkpoints, unusedSince))
        {
            // A checkpoint whose key is locked is being worked on.
            using var held = KeyLock.TryTake(file.FullName + ".lock");
            if (held is not null)
                Remove(file);
        }
        return (files, bytes);

        void Remove(FileInfo file)
        {
            var length = file.Length;
            file.Delete();
            (files, bytes) = (files + 1, bytes + length);
        }
    }

    private static List<FileInfo> Old(string folder, DateTimeOffset unusedSince) =>
        Directory.Exists(folder)
            ?
            [
                .. new DirectoryInfo(folder)
                    .EnumerateFiles("*", SearchOption.AllDirectories)
                    .Where(f => f.LastWriteTimeUtc < unusedSince.UtcDateTime && f.Extension != ".lock" && f.Name != Mark),
            ]
            : [];
}
