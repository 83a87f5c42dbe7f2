using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Networks.Laws;

/// <summary>
/// The law of the outcomes that a fold trains on, around 0 and the same for every bar, by maximum likelihood: what an untrained network
/// forecasts.
/// </summary>
/// <param name="Kind">The family.</param>
/// <param name="Parameters">Of every bar.</param>
internal sealed record BaseLaw(Innovations Kind, LawParts Parameters)
{
    /// <summary>Fits outcomes in units of their volatility.</summary>
    public static BaseLaw Fit(ReadOnlySpan<double> outcomes, Innovations kind)
    {
        var fit = ScaleFit.Of(outcomes, kind);
        return new(kind, new LawParts(0, fit.Scale, [.. fit.Law.Free]));
    }
}
