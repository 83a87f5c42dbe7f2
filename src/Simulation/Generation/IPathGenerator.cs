using Simulator.Seeding;

namespace Simulator.Generation;

/// <summary>Learns the law of a market's whole paths from its past.</summary>
public interface IPathGenerator
{
    /// <summary>Its word on the command line.</summary>
    string Name { get; }

    /// <summary>Learns from a past; nothing later than its last bar is looked at.</summary>
    /// <param name="past">What happened.</param>
    /// <param name="seed">For what is drawn while learning.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ILearnedPaths Learn(MarketHistory past, long seed, CancellationToken cancellation = default);
}

/// <summary>A generator that has learned: it draws paths of any length.</summary>
public interface ILearnedPaths
{
    /// <summary>What was fitted, in words and numbers, for people.</summary>
    string Summary { get; }

    /// <summary>
    /// One path for each start. A path goes on from the state (volatility, activity) in which the past was after the return
    /// <paramref name="starts"/>[i].
    /// </summary>
    /// <param name="starts">[path] a return of the past, 0 … <see cref="MarketHistory.Count"/> − 1.</param>
    /// <param name="bars">Bars of a path, at least 1.</param>
    /// <param name="seed">The same seed gives the same paths.</param>
    /// <param name="cancellation">Ends it.</param>
    IReadOnlyList<ReturnPath> Draw(IReadOnlyList<int> starts, int bars, ulong seed, CancellationToken cancellation = default);
}

/// <summary>Draws that need no start of one's own.</summary>
public static class LearnedPathsExtensions
{
    /// <summary>Paths that start in the states of returns of the past that are drawn at random, so that they are other histories.</summary>
    /// <param name="learned">The generator.</param>
    /// <param name="past">What it learned from.</param>
    /// <param name="paths">How many.</param>
    /// <param name="bars">Bars of each.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="purpose">What they are for, in derived seeds.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IReadOnlyList<ReturnPath> Draw(
        this ILearnedPaths learned,
        MarketHistory past,
        int paths,
        int bars,
        long seed,
        string purpose,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(learned);
        ArgumentNullException.ThrowIfNull(past);
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1);
        var random = Seeds.Generator(seed, purpose + "/starts");
        var starts = new int[paths];
        for (var p = 0; p < paths; p++)
            starts[p] = random.NextInt(past.Count);
        return learned.Draw(starts, bars, Seeds.Derive(seed, purpose), cancellation);
    }
}
