using Simulator.Learning.Forecasters.Refitting;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.LinearRegression;

/// <summary>A linear regression of the next return on features.</summary>
public sealed record LinearRegressionSpec : RefittedForecasterSpec
{
    /// <summary>Weight of the squared coefficients; null where the past chooses it.</summary>
    public double? Penalty { get; init; }

    /// <summary>Law of an error divided by its volatility.</summary>
    public Innovations Innovations { get; init; } = Innovations.Student;

    /// <summary>Decay λ of the exponentially weighted variance per bar, in (0, 1).</summary>
    public double Decay { get; init; } = 0.94;
}
