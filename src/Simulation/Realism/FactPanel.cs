using Simulator.Generation;
using Simulator.Numerics;
using Simulator.Robustness.Resampling;
using Simulator.Seeding;

namespace Simulator.Realism;

/// <summary>
/// Every figure of the stylised facts on a real series, with what chance would leave of it, and on generated paths. The band comes from
/// stationary-bootstrap resamples of the real series (blocks of <see cref="MeanBlock"/>). Cutting a series into blocks weakens what it
/// remembers, so the resamples are moved: band = real + (quantiles of the resamples − their mean).
/// </summary>
/// <param name="Readings">[figure], in the order of <see cref="StylisedFacts.All"/>.</param>
/// <param name="MeanBlock">Mean block of the band in bars.</param>
public sealed record FactPanel(IReadOnlyList<FactReading> Readings, double MeanBlock)
{
    /// <summary>Resamples of the band.</summary>
    public const int Resamples = 200;

    /// <summary>Share of the resamples inside it.</summary>
    public const double Level = 0.95;

    /// <summary>Shortest mean block: about a quarter, because sizes of returns remember that long.</summary>
    public const double LeastBlock = 60;

    /// <summary>Figures that can be computed of the real series.</summary>
    public int Known => Readings.Count(r => r.IsKnown);

    /// <summary>Of those, how many the generated paths share.</summary>
    public int Inside => Readings.Count(r => r.IsInside);

    /// <summary>The panel of generated paths.</summary>
    /// <param name="real">The real series.</param>
    /// <param name="generated">Paths as long as the real series: many figures depend on the length.</param>
    /// <param name="seed">Seed of the resamples.</param>
    /// <param name="cancellation">Ends it.</param>
    public static FactPanel Of(ReturnPath real, IReadOnlyList<ReturnPath> generated, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        if (generated.Any(p => p.Count != real.Count))
            throw new ArgumentException($"generated paths must have {real.Count} bars, as the real series has", nameof(generated));
        var block = Math.Max(LeastBlock, BootstrapGenerator.MeanBlock(real.Return));
        return new([.. StylisedFacts.All.Select(f => Read(f, real, generated, block, seed, cancellation))], block);
    }

    private static FactReading Read(
        FactFigure figure,
        ReturnPath real,
        IReadOnlyList<ReturnPath> generated,
        double block,
        long seed,
        CancellationToken cancellation
    )
    {
        var (random, prepared) = (Seeds.Generator(seed, "facts/" + figure.Name), figure.Prepare(real));
        var observed = figure.Of(prepared);
        var (places, values) = (new int[real.Count], new double[Resamples]);
        for (var r = 0; r < Resamples; r++)
        {
            cancellation.ThrowIfCancellationRequested();
            StationaryBootstrap.Draw(places, block, random);
            values[r] = figure.Of(prepared.At(places));
        }
        double[] known = [.. values.Where(double.IsFinite).Order()];
        var moved = observed - Moments.Mean(known);
        var isBand = known.Length * 2 >= Resamples;
        double End(double level) => isBand ? moved + Distribution.Quantile(known, level) : double.NaN;
        var (low, high) = (End((1 - Level) / 2), End((1 + Level) / 2));
        double[] others = [.. generated.Select(p => figure.Of(figure.Prepare(p)))];
        // A figure that most paths do not have is one that they lack.
        var median = others.Count(double.IsFinite) * 2 > others.Length ? Median.Of(others.Where(double.IsFinite)) : double.NaN;
        return new(figure, observed, low, high, median, others.Count(v => v >= low && v <= high) / (double)others.Length);
    }
}
