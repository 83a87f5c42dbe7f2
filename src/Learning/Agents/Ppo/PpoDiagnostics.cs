namespace Simulator.Learning.Agents.Ppo;

/// <summary>What one update tells of itself: means over its minibatches where not said otherwise.</summary>
/// <param name="MeanReward">Mean unscaled reward per step of the rollout.</param>
/// <param name="PolicyLoss">Clipped surrogate.</param>
/// <param name="ValueLoss">Mean squared error of the value, in scaled rewards.</param>
/// <param name="Entropy">Of the policy, nats.</param>
/// <param name="ApproximateKl">mean (ρ − 1 − log ρ), Schulman's low-variance estimate of KL(old ‖ new).</param>
/// <param name="ClipFraction">Share of samples with |ρ − 1| above the clip range.</param>
/// <param name="ExplainedVariance">1 − Var(R − V) / Var(R) of the rollout; 1 is perfect, 0 no better than a constant.</param>
/// <param name="FirstRatioDeviation">Largest |ρ − 1| of the first minibatch: 0 but for rounding, or old and new probabilities are mixed
/// up.</param>
internal readonly record struct PpoDiagnostics(
    double MeanReward,
    double PolicyLoss,
    double ValueLoss,
    double Entropy,
    double ApproximateKl,
    double ClipFraction,
    double ExplainedVariance,
    double FirstRatioDeviation
);
