using Simulator.Features;

namespace Simulator.Learning.Features.EigenPortfolios;

/// <summary>Returns of the portfolios that move the target and its related prices together.</summary>
public sealed record EigenPortfoliosSpec : FittedFeatureSpec
{
    /// <summary>Portfolios, the ones with the largest variance first; each gives a column.</summary>
    public int Components { get; init; } = 3;
}
