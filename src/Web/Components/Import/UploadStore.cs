using System.Security.Cryptography;
using Simulator.Artifacts;
using Simulator.Import;

namespace Simulator.Web.Components.Import;

/// <summary>Uploaded files, kept in the data folder until the user decides; deleted at the next start.</summary>
public sealed class UploadStore
{
    private readonly string _folder;

    /// <summary>Empties the folder: its files belong to pages that no longer exist.</summary>
    public UploadStore(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _folder = Path.Combine(data.Root, "uploads");
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Largest file accepted, bytes.</summary>
    public static long MaximumBytes => CsvImport.DefaultMaxBytes;

    /// <summary>Writes a stream to a new file and returns its id.</summary>
    /// <exception cref="IOException">The disk is full or the stream stopped early; nothing is left behind.</exception>
    public async Task<string> SaveAsync(Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
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

    /// <summary>The file's bytes.</summary>
    public Task<byte[]> ReadAsync(string id, CancellationToken cancellation) => File.ReadAllBytesAsync(PathOf(id), cancellation);

    /// <summary>Deletes a file; nothing happens where there is none.</summary>
    public void Remove(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) =>
        id.Length == 32 && id.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(_folder, id)
            : throw new ArgumentException($"'{id}' is not the id of an upload");
}
