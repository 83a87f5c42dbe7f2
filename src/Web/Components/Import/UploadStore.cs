using System.Globalization;
using System.Security.Cryptography;
using Simulator.Artifacts;
using Simulator.Import;

namespace Simulator.Web.Components.Import;

/// <summary>
/// Uploaded files, kept in the data folder until the user decides; deleted a day after they came. Large files are
/// read one at a time, since each takes several times its size in memory.
/// </summary>
public sealed class UploadStore : IDisposable
{
    /// <summary>Bytes from which on files are read one at a time.</summary>
    public const long LargeBytes = 16L << 20;

    /// <summary>Bytes of all files that wait for a decision.</summary>
    public const long MostBytesKept = 4L << 30;

    /// <summary>How long a file waits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _largeTurn = new(1, 1);

    /// <summary>Opens the folder; files that wait in it are those of pages that come back after a restart.</summary>
    public UploadStore(DataFolder data, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(data);
        (_folder, _time) = (Path.Combine(data.Root, "uploads"), time);
        if (Directory.Exists(data.Root))
            DataFolder.MakeFolder(_folder);
        RemoveExpired();
    }

    /// <summary>Largest file accepted, bytes.</summary>
    public static long MaximumBytes => CsvImport.DefaultMaxBytes;

    /// <summary>Writes a stream to a new file and returns its id.</summary>
    /// <exception cref="IOException">The disk is full or the stream stopped early; nothing is left behind.</exception>
    /// <exception cref="UploadsFullException">Too much waits already.</exception>
    public async Task<string> SaveAsync(Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        RemoveExpired();
        if (BytesKept() >= MostBytesKept)
            throw new UploadsFullException();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
            DataFolder.MakeFolder(_folder);
            await using var file = new FileStream(
                PathOf(id),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1 << 16,
                useAsync: true
            );
            await content.CopyToAsync(file, cancellation);
            return id;
        }
        catch
        {
            Remove(id);
            throw;
        }
    }

    /// <summary>
    /// Makes something of a file's bytes on a thread of its own; where the file is large, after all large ones before it.
    /// </summary>
    /// <exception cref="ImportException">The file is no longer kept.</exception>
    public async Task<T> ReadAsync<T>(string id, Func<byte[], T> read, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(id));
        if (!file.Exists)
            throw new ImportException(ImportText.TheFile, null, null, ImportText.UploadExpired, ImportText.UploadItAgain);
        var isLarge = file.Length >= LargeBytes;
        if (isLarge)
            await _largeTurn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(async () => read(await File.ReadAllBytesAsync(file.FullName, cancellation)), cancellation);
        }
        finally
        {
            if (isLarge)
                _largeTurn.Release();
        }
    }

    /// <summary>Whether a file waits.</summary>
    public bool Has(string id) => File.Exists(PathOf(id));

    /// <summary>Deletes a file; nothing happens where there is none.</summary>
    public void Remove(string id)
    {
        if (Directory.Exists(_folder))
            File.Delete(PathOf(id));
    }

    /// <summary>Deletes files whose time is over.</summary>
    public void RemoveExpired()
    {
        var before = _time.GetUtcNow() - Lifetime;
        foreach (var file in Files().Where(f => f.LastWriteTimeUtc < before))
            file.Delete();
    }

    /// <inheritdoc/>
    public void Dispose() => _largeTurn.Dispose();

    private long BytesKept() => Files().Sum(f => f.Exists ? f.Length : 0);

    private IEnumerable<FileInfo> Files() => Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateFiles() : [];

    /// <summary>Whether a text can be the id of an upload.</summary>
    public static bool IsId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
    }

    private string PathOf(string id) =>
        IsId(id) ? Path.Combine(_folder, id) : throw new ArgumentException($"'{id}' is not the id of an upload");
}

/// <summary>Too many uploaded files wait for a decision.</summary>
public sealed class UploadsFullException()
    : IOException(ImportText.FormatUploadsFull((UploadStore.MostBytesKept >> 20).ToString("N0", CultureInfo.InvariantCulture)));
