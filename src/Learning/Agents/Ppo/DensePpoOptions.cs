using Simulator.Learning.Agents.Dense;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Hyper-parameters of <see cref="DensePpo"/>; those of CleanRL's <c>ppo.py</c> where nothing else is said, which plays in four
/// environments.
/// </summary>
internal sealed record DensePpoOptions
{
    /// <summary>CleanRL's <c>ppo.py</c>, with four environments.</summary>
    public static DensePpoOptions CleanRl { get; } = new();

    /// <summary>What RL Baselines3 Zoo found for CartPole-v1, with eight environments.</summary>
    public static DensePpoOptions ZooCartPole { get; } =
        new()
        {
            RolloutSteps = 32,
            Epochs = 20,
            Minibatches = 1,
            LearningRate = 1e-3,
            Gamma = 0.98,
            GaeLambda = 0.8,
            ClipsValue = false,
            AnnealsClipRange = true,
            EntropyWeight = 0,
            ValueWeight = 1,
        };

    /// <summary>
    /// Advantage actor-critic (A2C: Mnih et al. 2016, synchronous) with the defaults of Stable-Baselines3, which plays in eight
    /// environments. It is PPO with one pass over the whole rollout (Huang et al. 2022): every ratio is 1, so that nothing is clipped and
    /// the gradient is that of −A·log π.
    /// </summary>
    public static DensePpoOptions A2c { get; } =
        new()
        {
            RolloutSteps = 5,
            Epochs = 1,
            Minibatches = 1,
            LearningRate = 7e-4,
            AnnealsLearningRate = false,
            GaeLambda = 1,
            ClipsValue = false,
            NormalisesAdvantages = false,
            EntropyWeight = 0,
            ValueWeight = 1,
            IsRmsProp = true,
        };

    /// <summary>Steps per environment between updates, T.</summary>
    public int RolloutSteps { get; init; } = 128;

    /// <summary>Passes over each rollout.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Parts of a rollout, a gradient step each.</summary>
    public int Minibatches { get; init; } = 4;

    /// <summary>Adam's rate at the start.</summary>
    public double LearningRate { get; init; } = 2.5e-4;

    /// <summary>Whether the rate falls linearly to 0.</summary>
    public bool AnnealsLearningRate { get; init; } = true;

    /// <summary>Discount γ.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>λ of generalised advantage estimation.</summary>
    public double GaeLambda { get; init; } = 0.95;

    /// <summary>ε: how far the ratio of probabilities may move.</summary>
    public double ClipRange { get; init; } = 0.2;

    /// <summary>Whether ε falls linearly to 0.</summary>
    public bool AnnealsClipRange { get; init; }

    /// <summary>Whether the value may move by ε only, too.</summary>
    public bool ClipsValue { get; init; } = true;

    /// <summary>Whether advantages have mean 0 and deviation 1 in every minibatch.</summary>
    public bool NormalisesAdvantages { get; init; } = true;

    /// <summary>Whether rewards are divided by the running deviation of the discounted return.</summary>
    public bool ScalesRewards { get; init; }

    /// <summary>Weight of the entropy.</summary>
    public double EntropyWeight { get; init; } = 0.01;

    /// <summary>Weight of ½·mean (V − R)².</summary>
    public double ValueWeight { get; init; } = 0.5;

    /// <summary>Norm that the gradient is cut to.</summary>
    public double MaximumGradientNorm { get; init; } = 0.5;

    /// <summary>Mean approximate KL of an epoch above which no further epoch of this rollout follows.</summary>
    public double TargetKl { get; init; } = double.PositiveInfinity;

    /// <summary>Units of the hidden layers of both networks.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>After each hidden layer.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Adam's second decay.</summary>
    public double AdamBeta2 { get; init; } = 0.999;

    /// <summary>Whether RMSProp with a decay of 0.99 takes the place of Adam.</summary>
    public bool IsRmsProp { get; init; }

    /// <summary>Adam's ε.</summary>
    public double AdamEpsilon { get; init; } = 1e-5;

    /// <summary>Refuses what cannot be trained with.</summary>
    /// <exception cref="ArgumentException">The text names the option and what it may be.</exception>
    public void Require(int environments)
    {
        Check(RolloutSteps >= 1, nameof(RolloutSteps), RolloutSteps, "at least 1");
        Check(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Check(Minibatches >= 1, nameof(Minibatches), Minibatches, "at least 1");
        Check(LearningRate > 0, nameof(LearningRate), LearningRate, "above 0");
        Check(Gamma is >= 0 and <= 1, nameof(Gamma), Gamma, "from 0 to 1");
        Check(GaeLambda is >= 0 and <= 1, nameof(GaeLambda), GaeLambda, "from 0 to 1");
        Check(ClipRange > 0, nameof(ClipRange), ClipRange, "above 0");
        Check(EntropyWeight >= 0, nameof(EntropyWeight), EntropyWeight, "at least 0");
        Check(ValueWeight >= 0, nameof(ValueWeight), ValueWeight, "at least 0");
        Check(MaximumGradientNorm > 0, nameof(MaximumGradientNorm), MaximumGradientNorm, "above 0");
        Check(TargetKl > 0, nameof(TargetKl), TargetKl, "above 0");
        var least = NormalisesAdvantages ? 2 : 1;
        Check(
            RolloutSteps * environments / Minibatches >= least,
            nameof(Minibatches),
            Minibatches,
            $"so few that each of {RolloutSteps} × {environments} samples has {least} or more"
        );
    }

    private static void Check(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: it has to be {range}"));
    }
}
