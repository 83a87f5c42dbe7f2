using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Sharing;

/// <summary>
/// <see cref="IShareLinks"/> in the store. A token is 160 random bits as 27 characters of base64url; only its SHA-256 is stored.
/// </summary>
public sealed class ShareLinks(StoreReader reader, StoreWriter writer, TimeProvider time) : IShareLinks
{
    private const int TokenBytes = 20;
    private static readonly int s_tokenLength = Base64Url.GetEncodedLength(TokenBytes);
    private readonly Lock _gate = new();
    private Task _counting = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<NewShareLink> CreateAsync(string simulationId, TimeSpan? lifetime, CancellationToken cancellation)
    {
        if (lifetime is { } span && span <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(lifetime), lifetime, "a link's lifetime must be positive");
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        return writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                if (!await c.Jobs.AnyAsync(j => j.Id == simulationId && j.Deleted == null && j.Result != null, cancellation))
                    throw new ArgumentException($"simulation '{simulationId}' has no result to share yet", nameof(simulationId));
                var now = time.GetUtcNow();
                var link = new StoredLink
                {
                    JobId = simulationId,
                    TokenHash = HashOf(token),
                    Created = now,
                    Expires = now + lifetime,
                };
                c.Links.Add(link);
                await c.SaveChangesAsync(cancellation);
                return new NewShareLink(link.Id, token);
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShareLinkRow>> ListAsync(string? simulationId, CancellationToken cancellation) =>
        reader.ReadAsync<IReadOnlyList<ShareLinkRow>>(async c =>
            await c
                .Links.Where(l => simulationId == null || l.JobId == simulationId)
                .OrderByDescending(l => l.Created)
                .ThenByDescending(l => l.Id)
                .Join(
                    c.Jobs.Where(j => j.Deleted == null),
                    l => l.JobId,
                    j => j.Id,
                    (l, j) => new ShareLinkRow(l.Id, l.JobId, j.Name, l.Created, l.Expires, l.Revoked, l.Views)
                )
                .ToListAsync(cancellation)
        );

    /// <inheritdoc/>
    public Task RevokeAsync(long linkId, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var now = time.GetUtcNow();
                await c
                    .Links.Where(l => l.Id == linkId && l.Revoked == null)
                    .ExecuteUpdateAsync(u => u.SetProperty(l => l.Revoked, now), cancellation);
            },
            cancellation
        );

    /// <inheritdoc/>
    public Task RestoreAsync(long linkId, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
                await c
                    .Links.Where(l => l.Id == linkId)
                    .ExecuteUpdateAsync(u => u.SetProperty(l => l.Revoked, (DateTimeOffset?)null), cancellation),
            cancellation
        );

    /// <inheritdoc/>
    public Task<string?> FindAsync(string token, CancellationToken cancellation) => FindAsync(token, true, cancellation);

    /// <inheritdoc/>
    public async Task<string?> FindAsync(string token, bool isView, CancellationToken cancellation)
    {
        // The hash of 160 random bits is looked up, never compared character by character: the time it takes reveals nothing about a token.
        if (token.Length != s_tokenLength)
            return null;
        var hash = HashOf(token);
        var now = time.GetUtcNow();
        var found = await reader.ReadAsync(c =>
            c.Links.Where(l => l.TokenHash == hash && c.Jobs.Any(j => j.Id == l.JobId && j.Deleted == null))
                .Select(l => new
                {
                    l.Id,
                    l.JobId,
                    l.Expires,
                    l.Revoked,
                })
                .FirstOrDefaultAsync(cancellation)
        );
        if (found is null || found.Revoked is not null || found.Expires <= now)
            return null;
        if (isView)
            Count(found.Id);
        return found.JobId;
    }

    /// <summary>Completes when the views so far are counted or have failed.</summary>
    internal Task CountingAsync()
    {
        lock (_gate)
            return _counting;
    }

    // The report is shown at once: a busy or failing writer does not block the reader.
    private void Count(long link)
    {
        lock (_gate)
            _counting = CountAfterAsync(_counting, link);
    }

    private async Task CountAfterAsync(Task before, long link)
    {
        await before;
        try
        {
            await Task.Run(() =>
                writer.WriteAsync(
                    Durability.Process,
                    c => c.Links.Where(l => l.Id == link).ExecuteUpdateAsync(u => u.SetProperty(l => l.Views, l => l.Views + 1)),
                    CancellationToken.None
                )
            );
        }
        catch (Exception e) when (e is StoreException or ObjectDisposedException)
        {
            // Only a count is lost.
        }
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
