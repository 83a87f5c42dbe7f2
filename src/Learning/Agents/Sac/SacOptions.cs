using Simulator.Learning.Agents.Dense;

namespace Simulator.Learning.Agents.Sac;

/// <summary>Hyper-parameters of <see cref="SacTraining"/>; the defaults of Stable-Baselines3 where nothing else is said.</summary>
internal sealed record SacOptions
{
    /// <summary>Stable-Baselines3's defaults, with one environment.</summary>
    public static SacOptions StableBaselines { get; } = new();

    /// <summary>What RL Baselines3 Zoo plays Pendulum-v1 with: the defaults at another rate.</summary>
    public static SacOptions ZooPendulum { get; } = new() { LearningRate = 1e-3 };

    /// <summary>Discount γ.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>Adam's rate, of both critics, the actor and the temperature.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>τ: how much of the way to the critics their targets go after a gradient step.</summary>
    public double TargetFraction { get; init; } = 0.005;

    /// <summary>Transitions kept.</summary>
    public int Capacity { get; init; } = 1_000_000;

    /// <summary>Steps with uniform actions before the first gradient step.</summary>
    public int LearningStarts { get; init; } = 100;

    /// <summary>Transitions of a gradient step.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Steps between gradient steps.</summary>
    public int TrainInterval { get; init; } = 1;

    /// <summary>α where it is not learned; null where it is.</summary>
    public double? FixedTemperature { get; init; }

    /// <summary>α at the start where it is learned.</summary>
    public double FirstTemperature { get; init; } = 1;

    /// <summary>H̄: the entropy, nats, that the learned temperature holds; null for −D.</summary>
    public double? TargetEntropy { get; init; }

    /// <summary>Units of the hidden layers of actor and critics.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [256, 256];

    /// <summary>After each hidden layer.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Refuses what cannot be trained with.</summary>
    /// <exception cref="ArgumentException">The text names the option and what it may be.</exception>
    public void Require()
    {
        Check(Gamma is >= 0 and <= 1, nameof(Gamma), Gamma, "from 0 to 1");
        Check(LearningRate > 0, nameof(LearningRate), LearningRate, "above 0");
        Check(TargetFraction is > 0 and <= 1, nameof(TargetFraction), TargetFraction, "above 0 and at most 1");
        Check(Capacity >= 1, nameof(Capacity), Capacity, "at least 1");
        Check(LearningStarts >= 0, nameof(LearningStarts), LearningStarts, "at least 0");
        Check(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        Check(TrainInterval >= 1, nameof(TrainInterval), TrainInterval, "at least 1");
        Check(FixedTemperature is null or >= 0, nameof(FixedTemperature), FixedTemperature ?? 0, "at least 0, or null");
        Check(FirstTemperature > 0, nameof(FirstTemperature), FirstTemperature, "above 0");
        Check(double.IsFinite(TargetEntropy ?? 0), nameof(TargetEntropy), TargetEntropy ?? 0, "a number, or null");
        Check(Hidden.Count >= 1, nameof(Hidden), Hidden.Count, "at least one layer");
    }

    private static void Check(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: it has to be {range}"));
    }
}
