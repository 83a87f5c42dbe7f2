using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Strategies;

/// <summary><see cref="IStrategyLibrary"/> in the store.</summary>
public sealed class StrategyLibrary(StoreReader reader, StoreWriter writer, TimeProvider time) : IStrategyLibrary
{
    private const int LongestName = 80;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SavedStrategy>> ListAsync(CancellationToken cancellation) =>
        reader.ReadAsync<IReadOnlyList<SavedStrategy>>(async c =>
            [
                .. (await Kept(c).ToListAsync(cancellation))
                    .GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(g => Row(g.MaxBy(s => s.Version)!))
                    .OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase),
            ]
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<SavedStrategy>> VersionsAsync(string name, CancellationToken cancellation) =>
        reader.ReadAsync<IReadOnlyList<SavedStrategy>>(async c =>
            [.. (await Kept(c).Where(s => s.Name == name).OrderByDescending(s => s.Version).ToListAsync(cancellation)).Select(Row)]
        );

    /// <inheritdoc/>
    public Task<SavedStrategy> SaveAsync(string name, string json, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        var called = name.Trim();
        if (called.Length is 0 or > LongestName)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a strategy's name must have 1 to {LongestName} characters, has {called.Length}"
                ),
                nameof(name)
            );
        return writer.WriteAsync(Durability.Disk, c => SaveAsync(c, called, json, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<SavedStrategy> DuplicateAsync(string name, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var original =
                    await Kept(c).Where(s => s.Name == name).OrderByDescending(s => s.Version).FirstOrDefaultAsync(cancellation)
                    ?? throw new ArgumentException($"no strategy is saved as '{name}'", nameof(name));
                var taken = await c.Strategies.Select(s => s.Name).Distinct().ToListAsync(cancellation);
                var number = 2;
                while (taken.Contains(Copy(original.Name, number), StringComparer.OrdinalIgnoreCase))
                    number++;
                return await SaveAsync(c, Copy(original.Name, number), original.Json, cancellation);
            },
            cancellation
        );

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellation) => MarkAsync(name, time.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task RestoreAsync(string name, CancellationToken cancellation) => MarkAsync(name, null, cancellation);

    private async Task<SavedStrategy> SaveAsync(SimulatorContext context, string name, string json, CancellationToken cancellation)
    {
        // Versions of a name that was deleted count on, and come back with it.
        var newest = await context
            .Strategies.Where(s => s.Name == name)
            .OrderByDescending(s => s.Version)
            .FirstOrDefaultAsync(cancellation);
        if (newest is { Deleted: null } && newest.Json == json)
            return Row(newest);
        var saved = new StoredStrategy
        {
            Name = newest?.Name ?? name,
            Version = (newest?.Version ?? 0) + 1,
            Json = json,
            Saved = time.GetUtcNow(),
        };
        context.Strategies.Add(saved);
        await context.SaveChangesAsync(cancellation);
        return Row(saved);
    }

    private Task MarkAsync(string name, DateTimeOffset? deleted, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                await c.Strategies.Where(s => s.Name == name).ExecuteUpdateAsync(u => u.SetProperty(s => s.Deleted, deleted), cancellation);
            },
            cancellation
        );

    private static IQueryable<StoredStrategy> Kept(SimulatorContext context) => context.Strategies.Where(s => s.Deleted == null);

    private static string Copy(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");

    private static SavedStrategy Row(StoredStrategy stored) => new(stored.Name, stored.Version, stored.Json, stored.Saved);
}
