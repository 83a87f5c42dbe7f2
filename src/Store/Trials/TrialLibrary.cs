using Simulator.Store.Database;

namespace Simulator.Store.Trials;

/// <summary>What was tried on a market, in the opened store.</summary>
public sealed class TrialLibrary(StoreReader reader)
{
    /// <summary>Trials of a target under its name.</summary>
    /// <param name="target">The traded series; upper or lower case.</param>
    /// <param name="bars">Hash of its bars: what was tried on them under another name counts, too; null for the name alone.</param>
    /// <param name="except">Hash of something whose own trials are left out; null for nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<int> CountAsync(string target, string? bars, string? except, CancellationToken cancellation) =>
        reader.ReadAsync(c => TrialTable.CountAsync(c, target, bars, except, cancellation));
}
