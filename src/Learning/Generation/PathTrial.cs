using Simulator.Generation;
using Simulator.Realism;

namespace Simulator.Learning.Generation;

/// <summary>A generator that learned a past, and what the facts and the judges say of paths as long as it.</summary>
/// <param name="Past">The past.</param>
/// <param name="Learned">Draws further paths.</param>
/// <param name="Facts">Stylised facts.</param>
/// <param name="Judgement">Judges without a network.</param>
/// <param name="Discriminative">Score of the judge of 32 recurrent units, 0 … ½.</param>
public sealed record PathTrial(MarketHistory Past, ILearnedPaths Learned, FactPanel Facts, Judgement Judgement, double Discriminative)
{
    /// <summary>Paths that are judged.</summary>
    public const int JudgedPaths = 20;

    /// <summary>Learns, draws and judges.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="past">What it learns from.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static PathTrial Of(IPathGenerator generator, MarketHistory past, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(past);
        var learned = generator.Learn(past, seed, cancellation);
        var paths = learned.Draw(past, JudgedPaths, past.Count, seed, "paths/judged", cancellation);
        return new(
            past,
            learned,
            FactPanel.Of(past.Path, paths, seed, cancellation),
            Judgement.Of(past.Path, paths, seed, cancellation),
            RecurrentJudge.Discriminative(JudgeSplit.Of(past.Path, paths), PathWindows.Bars, JudgeSize.Ours, seed, cancellation)
        );
    }
}
