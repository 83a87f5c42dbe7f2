using Simulator.Learning.Forecasters.Refitting;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Garch;

/// <summary>GARCH(1,1), symmetric or after Glosten, Jagannathan and Runkle, by maximum likelihood.</summary>
public sealed record GarchForecasterSpec : RefittedForecasterSpec
{
    /// <summary>Whether a fall has a weight of its own.</summary>
    public bool Asymmetric { get; init; }

    /// <summary>Law of a return divided by its volatility.</summary>
    public Innovations Innovations { get; init; } = Innovations.Student;
}
