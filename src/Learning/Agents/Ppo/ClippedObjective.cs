namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// The loss of proximal policy optimisation and its gradient written out by hand, for one sample: −min(ρA, clip(ρ, 1 ± ε)A) (Schulman
/// et al. 2017, eq. 7), the entropy, and ½·(V − R)², the last also with the value's move cut to ±ε.
/// </summary>
internal static class ClippedObjective
{
    /// <summary>−min(ρA, clip(ρ, 1 ± ε)A).</summary>
    public static double Policy(double advantage, double ratio, double clipRange) =>
        -Math.Min(ratio * advantage, Math.Clamp(ratio, 1 - clipRange, 1 + clipRange) * advantage);

    /// <summary>Derivative of <see cref="Policy"/> by log ρ: −ρA where the branch that moves counts, else 0.</summary>
    public static double PolicySlope(double advantage, double ratio, double clipRange) =>
        (advantage > 0 && ratio > 1 + clipRange) || (advantage < 0 && ratio < 1 - clipRange) ? 0 : -ratio * advantage;

    /// <summary>
    /// Gradient of slope·log π(action) − w·H by the logits: slope·(1[k = action] − pₖ) + w·pₖ·(log pₖ + H).
    /// </summary>
    /// <param name="logProbabilities">[A] log p.</param>
    /// <param name="action">Taken.</param>
    /// <param name="slope">Derivative of the policy's loss by log π(action).</param>
    /// <param name="entropyWeight">w.</param>
    /// <param name="gradient">[A] result.</param>
    /// <returns>H, nats.</returns>
    public static double LogitGradient(
        ReadOnlySpan<float> logProbabilities,
        int action,
        double slope,
        double entropyWeight,
        Span<float> gradient
    )
    {
        var entropy = 0f;
        for (var k = 0; k < logProbabilities.Length; k++)
        {
            var p = gradient[k] = MathF.Exp(logProbabilities[k]);
            entropy -= p > 0 ? p * logProbabilities[k] : 0;
        }
        for (var k = 0; k < logProbabilities.Length; k++)
        {
            var p = gradient[k];
            var spread = p > 0 ? entropyWeight * p * (logProbabilities[k] + entropy) : 0;
            gradient[k] = (float)((slope * ((k == action ? 1 : 0) - p)) + spread);
        }
        return entropy;
    }

    /// <summary>½·(V − R)²; where the move is cut, the greater of it and ½·(V_old + clip(V − V_old, ±ε) − R)².</summary>
    /// <param name="value">V.</param>
    /// <param name="old">V when the rollout was played.</param>
    /// <param name="target">R.</param>
    /// <param name="clipRange">ε; +∞ for no cut.</param>
    /// <returns>The loss, and its derivative by V.</returns>
    public static (double Loss, double Slope) Value(double value, double old, double target, double clipRange)
    {
        var (error, moved) = (value - target, value - old);
        var cut = old + Math.Clamp(moved, -clipRange, clipRange) - target;
        if (error * error >= cut * cut)
            return (0.5 * error * error, error);
        return (0.5 * cut * cut, Math.Abs(moved) > clipRange ? 0 : cut);
    }
}
