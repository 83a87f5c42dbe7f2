namespace Simulator.Artifacts;

/// <summary>The folder in which the product keeps everything: database, series, artifacts, checkpoints.</summary>
public sealed class DataFolder
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string EnvironmentVariable = "SIMULATOR_DATA";

    /// <summary>Name of the database in it.</summary>
    public const string DatabaseName = "simulator.db";

    /// <summary>Uses <paramref name="root"/>, made where it does not exist.</summary>
    /// <exception cref="DataFolderException">It cannot be made or written; the text says what to do.</exception>
    public DataFolder(string root)
    {
        Root = Path.GetFullPath(root);
        try
        {
            KeepToOwner(Root);
            foreach (var folder in new[] { Series, Artifacts, Checkpoints, Backups })
                Directory.CreateDirectory(folder);
            var probe = Path.Combine(Root, FormattableString.Invariant($".write-probe-{Environment.ProcessId}"));
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(
                $"data folder {Root}: cannot be written ({e.Message}). Make it writable, or choose "
                    + $"another folder with --data FOLDER or {EnvironmentVariable}.",
                e
            );
        }
    }

    // Nobody else on the machine reads the user's data. A folder with data in it keeps the rights that its owner gave it.
    private static void KeepToOwner(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
            return;
        }
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!Directory.Exists(root))
            Directory.CreateDirectory(root, owner);
        else if (!Directory.EnumerateFileSystemEntries(root).Any())
            TryRestrict(root, owner);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void TryRestrict(string root, UnixFileMode mode)
    {
        try
        {
            File.SetUnixFileMode(root, mode);
        }
        catch (UnauthorizedAccessException)
        {
            // It is another user's, who lets this one write into it.
        }
    }

    /// <summary>The folder itself.</summary>
    public string Root { get; }

    /// <summary>SQLite database.</summary>
    public string Database => Path.Combine(Root, DatabaseName);

    /// <summary>Imported series, one blob each, named by content hash.</summary>
    public string Series => Path.Combine(Root, "series");

    /// <summary>Stage outputs by key.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Checkpoints by key.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>What was said while jobs ran, a file of text each.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Copies of the database made before migrations.</summary>
    public string Backups => Path.Combine(Root, "backups");

    /// <summary>
    /// Makes a folder where it is missing, and not the one around it: a data folder that is gone must not be made anew, empty, in the place
    /// where its disk may be mounted again.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The folder around it is gone.</exception>
    public static void MakeFolder(string path)
    {
        var around = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(around))
            throw new DirectoryNotFoundException($"folder {around}: is gone (is its disk mounted?). Remedy: put it back, then try again.");
        Directory.CreateDirectory(path);
    }

    /// <summary>The folder named by <paramref name="option"/>, else by the environment, else the user's data folder.</summary>
    public static string Choose(string? option) =>
        option
        ?? Environment.GetEnvironmentVariable(EnvironmentVariable)
        ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "simulator"
        );
}

/// <summary>The data folder cannot be used.</summary>
public sealed class DataFolderException(string message, Exception inner) : Exception(message, inner);
