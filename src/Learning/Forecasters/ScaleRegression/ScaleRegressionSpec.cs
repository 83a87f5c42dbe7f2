using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.ScaleRegression;

/// <summary>A linear regression of the log-volatility on features, with Student-t tails.</summary>
public sealed record ScaleRegressionSpec : RefittedForecasterSpec
{
    /// <summary>Decay λ of the base volatility per bar, in (0, 1).</summary>
    public double Decay { get; init; } = 0.94;

    /// <summary>Weight of the squared coefficients; null where the past chooses it.</summary>
    public double? Penalty { get; init; }
}
