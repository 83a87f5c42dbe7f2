namespace Simulator.Store.Drawings;

/// <summary>
/// What people have drawn on the chart of a symbol, as a document of the pages. It stays while the series can be restored and goes when the
/// series is removed for good; of a symbol that was never imported it stays.
/// </summary>
public interface IDrawings
{
    /// <summary>The drawings of a symbol (case-insensitive); <see cref="StoredDrawing.None"/> where there are none.</summary>
    Task<StoredDrawing> FindAsync(string symbol, CancellationToken cancellation);

    /// <summary>Replaces the drawings of a symbol, unless somebody else has since they were read.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="json">The new document.</param>
    /// <param name="expected">The version that it was made from; null replaces whatever there is.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>What is stored now, and whether it is the new document.</returns>
    Task<(StoredDrawing Now, bool IsReplaced)> ReplaceAsync(string symbol, string json, long? expected, CancellationToken cancellation);
}

/// <summary>The drawings of a symbol.</summary>
/// <param name="Json">The document.</param>
/// <param name="Version">Grows with every change; 0 where nothing was ever drawn.</param>
public sealed record StoredDrawing(string Json, long Version)
{
    /// <summary>Nothing drawn.</summary>
    public static StoredDrawing None { get; } = new("[]", 0);
}
