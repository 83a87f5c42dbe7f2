using Simulator.Generation;

namespace Simulator.Realism;

/// <summary>One figure of a stylised fact.</summary>
/// <param name="Fact">The fact, in Cont's words.</param>
/// <param name="Name">Short name of the figure.</param>
/// <param name="Formula">What is computed.</param>
/// <param name="Of">The figure of a path; NaN where it cannot be computed.</param>
public sealed record FactFigure(string Fact, string Name, string Formula, Func<ReturnPath, double> Of)
{
    /// <summary>
    /// Done with a path before it is resampled, so that blocks are drawn of what the figure is made of; the path itself for most.
    /// </summary>
    public Func<ReturnPath, ReturnPath> Prepare { get; init; } = path => path;
}

/// <summary>A figure of the real series and of generated paths.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Real">That of the real series.</param>
/// <param name="Low">Lower end of its band.</param>
/// <param name="High">Upper end.</param>
/// <param name="Generated">Median of those of the generated paths.</param>
/// <param name="ShareInside">Share of the generated paths whose figure is in the band.</param>
public sealed record FactReading(FactFigure Figure, double Real, double Low, double High, double Generated, double ShareInside)
{
    /// <summary>Whether the figure can be computed of the real series at all.</summary>
    public bool IsKnown => double.IsFinite(Real) && double.IsFinite(Low) && double.IsFinite(High);

    /// <summary>Whether the generated paths' median lies in the band; one that cannot be computed does not.</summary>
    public bool IsInside => IsKnown && Generated >= Low && Generated <= High;
}
