using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Settings;

/// <summary>Facts about the store as a whole, by name.</summary>
public sealed class StoreSettings(StoreReader reader, StoreWriter writer)
{
    /// <summary>The value of a key, or null.</summary>
    public Task<string?> FindAsync(string key, CancellationToken cancellation) =>
        reader.ReadAsync(c => c.Settings.Where(s => s.Key == key).Select(s => s.Value).FirstOrDefaultAsync(cancellation));

    /// <summary>Sets a key that has no value yet; false when it has one.</summary>
    public Task<bool> TryAddAsync(string key, string value, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                if (await c.Settings.AnyAsync(s => s.Key == key, cancellation))
                    return false;
                c.Settings.Add(new StoredSetting { Key = key, Value = value });
                return true;
            },
            cancellation
        );
}
