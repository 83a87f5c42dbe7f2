using System.Diagnostics;

namespace Simulator.Tests.Web.Jobs;

/// <summary>A file system of 4 MiB in memory, mounted over a folder; skips the calling test where the user may not mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private string? _folder;

    public void MountOver(string folder)
    {
        Skip.IfNot(
            Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder),
            "needs the right to mount"
        );
        _folder = folder;
    }

    /// <summary>Takes all space that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        for (var piece = new byte[64 * 1024]; piece.Length > 0; )
        {
            try
            {
                file.Write(piece);
            }
            catch (IOException)
            {
                piece = new byte[piece.Length / 2];
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Filler);

    // Lazily: the folder's owner deletes what is in it first.
    public void Dispose()
    {
        if (_folder is not null)
            Run("umount", "-l", _folder);
    }

    private string Filler => Path.Combine(_folder!, "filler");

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
