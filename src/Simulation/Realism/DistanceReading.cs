using Simulator.Generation;
using Simulator.Numerics;
using Simulator.Robustness.Resampling;
using Simulator.Seeding;

namespace Simulator.Realism;

/// <summary>How far the law of returns over some bars is from the real one.</summary>
/// <param name="HorizonBars">Bars of a return; they overlap.</param>
/// <param name="Distance">Wasserstein-1 distance in standard deviations of the real returns of that length.</param>
/// <param name="Floor">Mean distance of block resamples of the real series from it: what chance alone makes.</param>
public sealed record DistanceReading(int HorizonBars, double Distance, double Floor)
{
    /// <summary>Resamples behind the floor.</summary>
    public const int Resamples = 50;

    /// <summary>Horizons that are read.</summary>
    public static IReadOnlyList<int> Horizons { get; } = [1, 5, 20];

    /// <summary>One horizon.</summary>
    public static DistanceReading Of(ReturnPath real, IReadOnlyList<ReturnPath> generated, int horizonBars, double meanBlock, long seed)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        var own = FactMeasures.Sums(real.Return, horizonBars);
        var unit = Moments.StandardDeviation(own);
        var drawn = generated.SelectMany(p => FactMeasures.Sums(p.Return, horizonBars)).ToArray();
        var (random, places, floor) = (Seeds.Generator(seed, "distance/floor"), new int[real.Count], 0.0);
        for (var r = 0; r < Resamples; r++)
        {
            StationaryBootstrap.Draw(places, meanBlock, random);
            floor += Wasserstein.Of(own, FactMeasures.Sums(real.At(places).Return, horizonBars)) / unit;
        }
        return new(horizonBars, Wasserstein.Of(own, drawn) / unit, floor / Resamples);
    }
}
