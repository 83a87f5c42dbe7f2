namespace Simulator.Learning.Agents.Rainbow;

/// <summary>
/// Hyper-parameters of <see cref="RainbowTraining"/>. With all six parts off it is DQN (Mnih et al. 2015); each of them can be turned on
/// alone.
/// </summary>
internal sealed record RainbowOptions
{
    /// <summary>CleanRL's <c>dqn.py</c>: no part on, one environment.</summary>
    public static RainbowOptions CleanRlDqn { get; } = new();

    /// <summary>CleanRL's <c>c51.py</c>.</summary>
    public static RainbowOptions CleanRlC51 { get; } =
        new()
        {
            Atoms = 101,
            ValueMin = -100,
            ValueMax = 100,
            AdamEpsilon = 0.01 / 128,
        };

    /// <summary>Stable-Baselines3's defaults for DQN: no part on, one environment.</summary>
    public static RainbowOptions StableBaselinesDqn { get; } =
        new()
        {
            LearningRate = 1e-4,
            Capacity = 1_000_000,
            LearningStarts = 100,
            BatchSize = 32,
            TrainInterval = 4,
            TargetInterval = 10_000,
            ExplorationFraction = 0.1,
            Hidden = [64, 64],
            IsHuber = true,
            MaximumGradientNorm = 10,
        };

    /// <summary>All six parts, for CartPole: values up to 1 ÷ (1 − γ).</summary>
    public static RainbowOptions RainbowCartPole { get; } =
        new()
        {
            IsDouble = true,
            IsDuelling = true,
            IsPrioritised = true,
            IsNoisy = true,
            Steps = 3,
            Atoms = 51,
            ValueMin = 0,
            ValueMax = 100,
            Capacity = 50_000,
            LearningRate = 1e-3,
            LearningStarts = 1_000,
            BatchSize = 32,
            TrainInterval = 2,
            TargetInterval = 200,
            NoiseDeviation = 0.1,
            Hidden = [128],
            AdamEpsilon = 1.5e-4,
        };

    /// <summary>Whether the online network picks the next action and the target network values it (van Hasselt et al. 2016).</summary>
    public bool IsDouble { get; init; }

    /// <summary>Whether value and advantages have streams of their own (Wang et al. 2016).</summary>
    public bool IsDuelling { get; init; }

    /// <summary>Whether transitions are drawn by the size of their last error (Schaul et al. 2016).</summary>
    public bool IsPrioritised { get; init; }

    /// <summary>Whether the layers after the trunk explore by learned noise instead of ε (Fortunato et al. 2018).</summary>
    public bool IsNoisy { get; init; }

    /// <summary>Steps of a transition; 1 is off.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Places of the distribution of returns (Bellemare et al. 2017); 1 is off.</summary>
    public int Atoms { get; init; } = 1;

    /// <summary>Return of the first atom.</summary>
    public double ValueMin { get; init; } = -10;

    /// <summary>Return of the last atom: r_max ÷ (1 − γ) covers everything.</summary>
    public double ValueMax { get; init; } = 10;

    /// <summary>What every reward is multiplied by before it is learned from.</summary>
    public double RewardScale { get; init; } = 1;

    /// <summary>Discount γ.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>Adam's rate.</summary>
    public double LearningRate { get; init; } = 2.5e-4;

    /// <summary>Adam's ε.</summary>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Transitions kept.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>Steps before the first gradient step.</summary>
    public int LearningStarts { get; init; } = 10_000;

    /// <summary>Transitions of a gradient step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Steps between gradient steps.</summary>
    public int TrainInterval { get; init; } = 10;

    /// <summary>Steps between copies of the online network into the target network.</summary>
    public int TargetInterval { get; init; } = 500;

    /// <summary>ε at the start, where nothing is noisy.</summary>
    public double ExplorationStart { get; init; } = 1;

    /// <summary>ε at the end of its fall, and after it.</summary>
    public double ExplorationEnd { get; init; } = 0.05;

    /// <summary>Fraction of all steps over which ε falls.</summary>
    public double ExplorationFraction { get; init; } = 0.5;

    /// <summary>α: how much priorities count.</summary>
    public double PriorityExponent { get; init; } = 0.5;

    /// <summary>β at the start; it rises linearly to 1.</summary>
    public double ImportanceStart { get; init; } = 0.4;

    /// <summary>σ₀ of noisy layers.</summary>
    public double NoiseDeviation { get; init; } = 0.5;

    /// <summary>Units of the layers that all streams share.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [120, 84];

    /// <summary>Units of the hidden layers of each stream.</summary>
    public IReadOnlyList<int> StreamHidden { get; init; } = [];

    /// <summary>Whether errors beyond 1 count linearly, where returns have no distribution.</summary>
    public bool IsHuber { get; init; }

    /// <summary>Norm that the gradient is cut to.</summary>
    public double MaximumGradientNorm { get; init; } = double.PositiveInfinity;

    /// <summary>The same with every part off: DQN.</summary>
    public RainbowOptions WithoutParts() =>
        this with
        {
            IsDouble = false,
            IsDuelling = false,
            IsPrioritised = false,
            IsNoisy = false,
            Steps = 1,
            Atoms = 1,
        };

    /// <summary>Refuses what cannot be trained with.</summary>
    /// <exception cref="ArgumentException">The text names the option and what it may be.</exception>
    public void Require()
    {
        Check(Steps >= 1, nameof(Steps), Steps, "at least 1");
        Check(Atoms >= 1, nameof(Atoms), Atoms, "1, or the number of places of the distribution");
        Check(Atoms == 1 || ValueMax > ValueMin, nameof(ValueMax), ValueMax, $"above {nameof(ValueMin)}");
        Check(RewardScale > 0, nameof(RewardScale), RewardScale, "above 0");
        Check(Gamma is >= 0 and <= 1, nameof(Gamma), Gamma, "from 0 to 1");
        Check(LearningRate > 0, nameof(LearningRate), LearningRate, "above 0");
        Check(Capacity >= 1, nameof(Capacity), Capacity, "at least 1");
        Check(LearningStarts >= Steps, nameof(LearningStarts), LearningStarts, $"at least {nameof(Steps)}");
        Check(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        Check(TrainInterval >= 1, nameof(TrainInterval), TrainInterval, "at least 1");
        Check(TargetInterval >= 1, nameof(TargetInterval), TargetInterval, "at least 1");
        Check(ExplorationFraction is > 0 and <= 1, nameof(ExplorationFraction), ExplorationFraction, "above 0 and at most 1");
        Check(PriorityExponent >= 0, nameof(PriorityExponent), PriorityExponent, "at least 0");
        Check(ImportanceStart is >= 0 and <= 1, nameof(ImportanceStart), ImportanceStart, "from 0 to 1");
        Check(MaximumGradientNorm > 0, nameof(MaximumGradientNorm), MaximumGradientNorm, "above 0");
        Check(Hidden.Count >= 1, nameof(Hidden), Hidden.Count, "at least one layer");
    }

    private static void Check(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: it has to be {range}"));
    }
}
