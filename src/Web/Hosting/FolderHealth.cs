using Simulator.Artifacts;

namespace Simulator.Web.Hosting;

/// <summary>Whether the data folder can be worked in: it is there, can be written, and has space.</summary>
public static class FolderHealth
{
    /// <summary>Free bytes below which the server says so.</summary>
    public const long LeastFreeBytes = 64L << 20;

    /// <summary>What is wrong, in a sentence without a full stop; null where nothing is.</summary>
    public static string? TroubleOf(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            if (!Directory.Exists(folder.Root))
                return $"the data folder {folder.Root} is gone; put it back (is its disk mounted?)";
            if (!File.Exists(folder.Database))
                return $"the database {folder.Database} is gone; put it back, then start the server again";
            var probe = Path.Combine(folder.Root, FormattableString.Invariant($".health-{Environment.ProcessId}"));
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            var free = new DriveInfo(folder.Root).AvailableFreeSpace;
            return free < LeastFreeBytes
                ? FormattableString.Invariant($"the disk of {folder.Root} has {free >> 20} MiB left; free some space")
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the data folder {folder.Root} cannot be written: {DiskTrouble.SentenceOf(e) ?? e.Message.TrimEnd('.')}";
        }
    }
}
