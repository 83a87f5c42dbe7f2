using Simulator.Learning.Forecasters.Refitting;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.LogisticRegression;

/// <summary>A logistic regression of the direction of the next return on features.</summary>
public sealed record LogisticRegressionSpec : RefittedForecasterSpec
{
    /// <summary>Weight of the squared coefficients; null where the past chooses it.</summary>
    public double? Penalty { get; init; }

    /// <summary>Law of a return divided by its volatility, before the direction shifts it.</summary>
    public Innovations Innovations { get; init; } = Innovations.Student;

    /// <summary>Decay λ of the exponentially weighted variance per bar, in (0, 1).</summary>
    public double Decay { get; init; } = 0.94;
}
