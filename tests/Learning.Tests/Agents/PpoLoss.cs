using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Agents;

/// <summary>
/// What the gradients written out by hand are held against. The clipped surrogate objective (Schulman et al. 2017, eq. 7 and 9) of one
/// minibatch:
/// −mean min(ρA, clip(ρ, 1 ± ε)A) + ½·mean (V − R)² − w·mean H, with ρ the ratio of the new to the old probability of the
/// action taken and A normalised over the minibatch (mean 0, unbiased deviation 1).
/// </summary>
/// <param name="Total">What is minimised, a scalar with its graph.</param>
/// <param name="Policy">First term.</param>
/// <param name="Value">mean (V − R)², without its ½.</param>
/// <param name="Entropy">mean H.</param>
/// <param name="Ratio">[B] ρ.</param>
/// <param name="LogRatio">[B] log ρ.</param>
internal sealed record PpoLoss(Tensor Total, Tensor Policy, Tensor Value, Tensor Entropy, Tensor Ratio, Tensor LogRatio)
{
    private const double ValueWeight = 0.5;

    /// <summary>The loss of a minibatch of B samples and A actions.</summary>
    /// <param name="logits">[B, A] of the policy now.</param>
    /// <param name="values">[B] of the value network now.</param>
    /// <param name="actions">[B] taken, 64-bit integers.</param>
    /// <param name="oldLogProbabilities">[B] of the actions when they were taken.</param>
    /// <param name="advantages">[B], not yet normalised; B ≥ 2.</param>
    /// <param name="returns">[B] targets of the value.</param>
    /// <param name="clipRange">ε.</param>
    /// <param name="entropyWeight">w.</param>
    public static PpoLoss Of(
        Tensor logits,
        Tensor values,
        Tensor actions,
        Tensor oldLogProbabilities,
        Tensor advantages,
        Tensor returns,
        double clipRange,
        double entropyWeight
    )
    {
        var logProbabilities = nn.functional.log_softmax(logits, 1); // [B, A]
        var taken = logProbabilities.gather(1, actions.unsqueeze(1)).squeeze(1); // [B]
        var logRatio = taken - oldLogProbabilities;
        var ratio = logRatio.exp();
        var normalised = (advantages - advantages.mean()) / (advantages.std() + 1e-8);
        Scalar low = 1 - clipRange,
            high = 1 + clipRange;
        var policy = -minimum(ratio * normalised, ratio.clamp(low, high) * normalised).mean();
        var value = nn.functional.mse_loss(values, returns);
        var entropy = -(logProbabilities.exp() * logProbabilities).sum(1).mean();
        var total = policy + (ValueWeight * value) - (entropyWeight * entropy);
        return new PpoLoss(total, policy, value, entropy, ratio, logRatio);
    }
}
