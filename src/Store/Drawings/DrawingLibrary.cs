using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Drawings;

/// <summary><see cref="IDrawings"/> in the store.</summary>
public sealed class DrawingLibrary(StoreReader reader, StoreWriter writer, TimeProvider time) : IDrawings
{
    /// <inheritdoc/>
    public Task<StoredDrawing> FindAsync(string symbol, CancellationToken cancellation) =>
        reader.ReadAsync(c => FindAsync(c, symbol, cancellation));

    /// <inheritdoc/>
    public Task<(StoredDrawing Now, bool IsReplaced)> ReplaceAsync(
        string symbol,
        string json,
        long? expected,
        CancellationToken cancellation
    ) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var row = await c.Drawings.FirstOrDefaultAsync(d => d.Symbol == symbol, cancellation);
                if (expected is { } version && version != (row?.Version ?? 0))
                    return (row is null ? StoredDrawing.None : new StoredDrawing(row.Json, row.Version), false);
                if (row is null)
                    c.Drawings.Add(
                        row = new StoredDrawings
                        {
                            Symbol = symbol,
                            Json = json,
                            Version = 0,
                            Changed = time.GetUtcNow(),
                        }
                    );
                (row.Json, row.Version, row.Changed) = (json, row.Version + 1, time.GetUtcNow());
                await c.SaveChangesAsync(cancellation);
                return (new StoredDrawing(row.Json, row.Version), true);
            },
            cancellation
        );

    private static async Task<StoredDrawing> FindAsync(SimulatorContext context, string symbol, CancellationToken cancellation) =>
        await context.Drawings.AsNoTracking().FirstOrDefaultAsync(d => d.Symbol == symbol, cancellation) is { } row
            ? new StoredDrawing(row.Json, row.Version)
            : StoredDrawing.None;
}
