using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>Immutable files named by the SHA-256 of their content.</summary>
public sealed class BlobFolder(string folder)
{
    /// <summary>Stores content and returns its hash. An existing file with this content is kept; a damaged one is replaced.</summary>
    public string Write(ReadOnlySpan<byte> content)
    {
        var hash = ColumnarBlob.Hash(content);
        var path = PathOf(hash);
        if (!File.Exists(path) || ColumnarBlob.Hash(File.ReadAllBytes(path)) != hash)
            FileArtifactStore.Replace(path, content);
        return hash;
    }

    /// <summary>Where the content of a hash is.</summary>
    public string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    /// <summary>The content of a hash.</summary>
    /// <exception cref="StoreException">The file is missing or damaged.</exception>
    public async Task<byte[]> ReadAsync(string hash, CancellationToken cancellation)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
            throw new StoreException(
                $"file {path}: is missing, though the database refers to it. Remedy: put it back from a copy of the data folder."
            );
        var content = await File.ReadAllBytesAsync(path, cancellation);
        return ColumnarBlob.Hash(content) == hash
            ? content
            : throw new StoreException($"file {path}: is damaged (its hash differs). Remedy: put it back from a copy of the data folder.");
    }
}
