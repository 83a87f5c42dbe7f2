using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Trials;

/// <summary>
/// The table of trials: everything that was tried on a market, once. A trial is known by a hash of what was run; the market by the
/// series' name and by every other name under which the same bars are known.
/// </summary>
internal static class TrialTable
{
    /// <summary>Trials of a market.</summary>
    /// <param name="context">The database.</param>
    /// <param name="target">The traded series; upper or lower case.</param>
    /// <param name="bars">Hash of its bars; null for the name alone.</param>
    /// <param name="except">Hash of something whose own trials are left out; null for nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<int> CountAsync(
        SimulatorContext context,
        string target,
        string? bars,
        string? except,
        CancellationToken cancellation
    )
    {
        var names = await NamesAsync(context, target, bars, cancellation);
        var count = await context
            .Trials.Where(t => (names.Contains(t.Target) || (bars != null && t.BarsHash == bars)) && (except == null || t.Hash != except))
            .SumAsync(t => t.Count, cancellation);
        return (int)Math.Min(int.MaxValue, count);
    }

    /// <summary>Adds a trial; what was run before on the same market replaces its number where that is larger.</summary>
    public static async Task RecordAsync(SimulatorContext context, NewTrial trial, DateTimeOffset when, CancellationToken cancellation)
    {
        var names = await NamesAsync(context, trial.Target, trial.BarsHash, cancellation);
        if (trial.BarsHash is { } bars)
            await RememberNameAsync(context, bars, trial.Target, cancellation);
        var known = await context
            .Trials.Where(t =>
                t.Hash == trial.Hash && (names.Contains(t.Target) || (trial.BarsHash != null && t.BarsHash == trial.BarsHash))
            )
            .OrderBy(t => t.Id)
            .FirstOrDefaultAsync(cancellation);
        if (known is null)
            context.Trials.Add(
                new StoredTrial
                {
                    Target = Upper(trial.Target),
                    Hash = trial.Hash,
                    BarsHash = trial.BarsHash,
                    Kind = trial.Kind,
                    Count = trial.Count,
                    Counted = when,
                }
            );
        else
            known.Count = Math.Max(known.Count, trial.Count);
    }

    /// <summary>Remembers that bars are known under a name.</summary>
    public static async Task RememberNameAsync(SimulatorContext context, string bars, string symbol, CancellationToken cancellation)
    {
        var name = Upper(symbol);
        if (
            context.MarketNames.Local.All(n => n.BarsHash != bars || n.Symbol != name)
            && !await context.MarketNames.AnyAsync(n => n.BarsHash == bars && n.Symbol == name, cancellation)
        )
            context.MarketNames.Add(new StoredMarketName { BarsHash = bars, Symbol = name });
    }

    /// <summary>Remembers many at once: one query, so that the writer is held for a moment only.</summary>
    public static async Task RememberNamesAsync(
        SimulatorContext context,
        IReadOnlyList<(string Bars, string Symbol)> names,
        CancellationToken cancellation
    )
    {
        var hashes = names.Select(n => n.Bars).Distinct().ToArray();
        var known = await context
            .MarketNames.Where(n => hashes.Contains(n.BarsHash))
            .Select(n => new { n.BarsHash, n.Symbol })
            .ToListAsync(cancellation);
        var seen = known.Select(n => (n.BarsHash, n.Symbol)).ToHashSet();
        foreach (var (bars, symbol) in names)
        {
            if (seen.Add((bars, Upper(symbol))))
                context.MarketNames.Add(new StoredMarketName { BarsHash = bars, Symbol = Upper(symbol) });
        }
    }

    private static async Task<string[]> NamesAsync(SimulatorContext context, string target, string? bars, CancellationToken cancellation)
    {
        var own = Upper(target);
        if (bars is null)
            return [own];
        var others = await context.MarketNames.Where(n => n.BarsHash == bars).Select(n => n.Symbol).ToListAsync(cancellation);
        return [own, .. others.Where(n => n != own)];
    }

    private static string Upper(string symbol) => symbol.ToUpperInvariant();
}

/// <summary>Something that was tried.</summary>
/// <param name="Target">The traded series.</param>
/// <param name="Hash">Of what was run: the same again counts once.</param>
/// <param name="Kind">What kind of work it was.</param>
/// <param name="Count">Choices that were tried.</param>
/// <param name="BarsHash">Hash of the target's bars; null where it is not known.</param>
public sealed record NewTrial(string Target, string Hash, string Kind, long Count, string? BarsHash);
