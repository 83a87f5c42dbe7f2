using Simulator.Learning.Forecasters.Refitting;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Ewma;

/// <summary>Exponentially weighted variance with a fitted law around it.</summary>
public sealed record EwmaForecasterSpec : RefittedForecasterSpec
{
    /// <summary>Law of a return divided by its volatility.</summary>
    public Innovations Innovations { get; init; } = Innovations.Student;

    /// <summary>Decay λ of the variance per bar, in (0, 1).</summary>
    public double Decay { get; init; } = 0.94;
}
