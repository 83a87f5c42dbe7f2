using Simulator.Distributions;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Networks.Laws;

/// <summary>Parameters of a law of one outcome in units of its volatility.</summary>
/// <param name="Location">Mean.</param>
/// <param name="Scale">Standard deviation, above 0.</param>
/// <param name="Free">Shape as <see cref="InnovationLaw"/> reads it: none, one for ν, one more for λ.</param>
internal sealed record LawParts(double Location, double Scale, double[] Free)
{
    /// <summary>
    /// One law of several models: the mean of their locations, scales and free shape parameters. Where the shapes agree its quantiles are
    /// exactly the means of the models' quantiles (Lichtendahl, Grushka-Cockayne and Winkler 2013), and it has a density.
    /// </summary>
    public static LawParts Mean(IReadOnlyList<LawParts> models) =>
        new(
            models.Average(m => m.Location),
            models.Average(m => m.Scale),
            [.. Enumerable.Range(0, models[0].Free.Length).Select(k => models.Average(m => m.Free[k]))]
        );

    /// <summary>The law of an outcome whose volatility is known.</summary>
    public IPredictiveLaw ToLaw(Innovations kind, double volatility) =>
        new LawFamily(InnovationLaw.Of(kind, Free).Standard).At(Location * volatility, Scale * volatility);
}
