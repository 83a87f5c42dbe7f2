using Simulator.Generation;
using Simulator.Markets;
using Simulator.Realism;
using Simulator.Seeding;

namespace Simulator.MarketPaths;

/// <summary>A generator that learned a past, and what the facts and the judges say of paths as long as it.</summary>
/// <param name="Generator">Its name.</param>
/// <param name="Past">The past.</param>
/// <param name="Learned">Draws further paths.</param>
/// <param name="Facts">Stylised facts.</param>
/// <param name="Judgement">Judges without a network.</param>
/// <param name="Discriminative">Score of the judge of 32 recurrent units, 0 … ½.</param>
public sealed record PathTrial(
    string Generator,
    MarketHistory Past,
    ILearnedPaths Learned,
    FactPanel Facts,
    Judgement Judgement,
    double Discriminative
)
{
    /// <summary>Paths that are judged.</summary>
    public const int JudgedPaths = 20;

    private const string Drawn = "paths/written";

    /// <summary>Learns, draws and judges.</summary>
    /// <param name="tools">Generators and judge.</param>
    /// <param name="generator">Name of the generator.</param>
    /// <param name="past">What it learns from.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="begins">Told of every step before it begins.</param>
    /// <param name="cancellation">Ends it.</param>
    public static PathTrial Of(
        IPathTools tools,
        string generator,
        MarketHistory past,
        long seed,
        Action<PathStep>? begins = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(past);
        begins?.Invoke(PathStep.Learn);
        var learned = tools.Generator(generator).Learn(past, seed, cancellation);
        begins?.Invoke(PathStep.Facts);
        var paths = learned.Draw(past, JudgedPaths, past.Count, seed, "paths/judged", cancellation);
        var facts = FactPanel.Of(past.Path, paths, seed, cancellation);
        begins?.Invoke(PathStep.Judges);
        var judgement = Judgement.Of(past.Path, paths, seed, cancellation);
        return new(generator, past, learned, facts, judgement, tools.ToldApart(JudgeSplit.Of(past.Path, paths), seed, cancellation));
    }

    /// <summary>Further paths as bars, each with a name of its own: <c>GS_gan_001</c>.</summary>
    /// <param name="paths">How many.</param>
    /// <param name="bars">Bars of each.</param>
    /// <param name="seed">The seed of the trial.</param>
    /// <param name="cancellation">Ends it.</param>
    public IEnumerable<BarSeries> Series(int paths, int bars, long seed, CancellationToken cancellation = default)
    {
        var drawn = Learned.Draw(Past, paths, bars, seed, Drawn, cancellation);
        for (var p = 0; p < drawn.Count; p++)
        {
            cancellation.ThrowIfCancellationRequested();
            var symbol = FormattableString.Invariant($"{Past.Series.Symbol}_{Generator}_{p + 1:000}");
            yield return SyntheticBars.Of(symbol, Past, drawn[p], Seeds.Derive(seed, FormattableString.Invariant($"{Drawn}/bars{p}")));
        }
    }
}

/// <summary>The steps of a trial, in their order.</summary>
public enum PathStep
{
    /// <summary>The generator learns.</summary>
    Learn,

    /// <summary>Paths are drawn and their stylised facts computed.</summary>
    Facts,

    /// <summary>The judges compare them with the real series.</summary>
    Judges,
}
