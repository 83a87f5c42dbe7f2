using Microsoft.EntityFrameworkCore;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Trials;

namespace Simulator.Store.Simulations;

/// <summary><see cref="ISimulationLibrary"/> in the store.</summary>
public sealed class SimulationLibrary(StoreReader reader, StoreWriter writer, BlobFolder blobs, TimeProvider time) : ISimulationLibrary
{
    /// <inheritdoc/>
    public Task<SimulationPage> ListAsync(string? search, int skip, int take, CancellationToken cancellation) =>
        reader.ReadAsync(async c =>
        {
            var jobs = c.Jobs.Where(j => j.Deleted == null && j.Kind == SimulationKind.Word);
            if (!string.IsNullOrWhiteSpace(search))
            {
                var pattern = $"%{Escaped(search.Trim())}%";
                jobs = jobs.Where(j =>
                    EF.Functions.Like(j.Name, pattern, "\\")
                    || EF.Functions.Like(j.Target, pattern, "\\")
                    || EF.Functions.Like(j.Strategy, pattern, "\\")
                );
            }
            var total = await jobs.CountAsync(cancellation);
            var rows = await jobs.OrderByDescending(j => j.Created)
                .ThenByDescending(j => j.Id)
                .Skip(skip)
                .Take(take)
                .Select(j => new
                {
                    j.Id,
                    j.Name,
                    j.Target,
                    j.Strategy,
                    j.State,
                    j.Created,
                    j.IsSynthetic,
                    j.Result,
                })
                .ToListAsync(cancellation);
            return new SimulationPage(
                [
                    .. rows.Select(j => new SimulationRow(
                        j.Id,
                        j.Name,
                        j.Target,
                        j.Strategy,
                        j.State,
                        j.Created,
                        j.Result?.ReturnFraction ?? double.NaN,
                        j.Result?.BenchmarkReturnFraction ?? double.NaN,
                        j.Result?.Sharpe ?? double.NaN,
                        j.Result?.ResultHash,
                        j.IsSynthetic,
                        j.Result?.Sentence ?? ""
                    )),
                ],
                total
            );
        });

    /// <inheritdoc/>
    public Task<string?> SpecJsonAsync(string id, CancellationToken cancellation) =>
        reader.ReadAsync(c =>
            c.Jobs.Where(j => j.Id == id && j.Kind == SimulationKind.Word && j.Deleted == null)
                .Select(j => j.RequestJson)
                .FirstOrDefaultAsync(cancellation)
        );

    /// <inheritdoc/>
    public async Task<SimulationResult?> ResultAsync(string id, CancellationToken cancellation) =>
        await ResultBytesAsync(id, cancellation) is { } bytes ? ResultJson.Read(bytes) : null;

    /// <summary>The result's JSON as stored, byte for byte, or null where there is none (yet).</summary>
    /// <exception cref="StoreException">Its file is missing or damaged.</exception>
    public async Task<byte[]?> ResultBytesAsync(string id, CancellationToken cancellation)
    {
        var hash = await reader.ReadAsync(c =>
            c.Jobs.Where(j => j.Id == id && j.Deleted == null).Select(j => j.Result!.BlobHash).FirstOrDefaultAsync(cancellation)
        );
        return hash is null ? null : await blobs.ReadAsync(hash, cancellation);
    }

    /// <summary>Where a result and the series behind it are, or null where there is no result (yet).</summary>
    public Task<RunOrigin?> OriginAsync(string id, CancellationToken cancellation) =>
        reader.ReadAsync(async c =>
            await c
                .Jobs.Where(j => j.Id == id && j.Kind == SimulationKind.Word && j.Deleted == null && j.Result != null)
                .Select(j => new { j.Result!.BlobHash, j.SeriesJson })
                .FirstOrDefaultAsync(cancellation)
                is { } found
                ? new RunOrigin(found.BlobHash, SeriesHashes.Read(found.SeriesJson))
                : null
        );

    /// <inheritdoc/>
    /// <remarks>Hidden simulations count: a trial that was not liked is a trial.</remarks>
    public Task<int> TrialsAsync(string target, CancellationToken cancellation) =>
        reader.ReadAsync(c => TrialTable.CountAsync(c, target, null, null, cancellation));

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellation) => SetDeletedAsync(id, time.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task RestoreAsync(string id, CancellationToken cancellation) => SetDeletedAsync(id, null, cancellation);

    private Task<int> SetDeletedAsync(string id, DateTimeOffset? deleted, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c => await c.Jobs.Where(j => j.Id == id).ExecuteUpdateAsync(u => u.SetProperty(j => j.Deleted, deleted), cancellation),
            cancellation
        );

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>Where a result and the series behind it are.</summary>
/// <param name="BlobHash">Hash of the result's document.</param>
/// <param name="SeriesHashes">Symbol → content hash of the series at the submission; none for a job of an earlier version.</param>
public sealed record RunOrigin(string BlobHash, IReadOnlyDictionary<string, string> SeriesHashes);
