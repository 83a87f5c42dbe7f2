using Simulator.Learners;
using Simulator.Learning.Agents.Folds;
using static Simulator.Learning.Agents.Folds.FoldParameters;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>What each member of a <see cref="RainbowAgentSpec"/> is and may be.</summary>
internal static class RainbowParameters
{
    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<LearnerParameter> All { get; } =
    [
        .. Basic,
        Part("doubleQ", "Double", "one network picks the next action, the other values it; with all six parts off this is DQN"),
        Part("duelling", "Duelling", "what the market is worth and what an action adds are learned apart"),
        Part("prioritised", "Priorities", "what was misjudged most is learned from most often"),
        Count("nSteps", "Steps ahead", "rewards added up before the network's own value follows; 1 turns this part off", 1, 100) with
        {
            Unit = "bars",
            IsBasic = true,
        },
        Part("distributional", "Distribution", "learns how returns are distributed and not only their mean; the only part on, this is C51"),
        Part("noisy", "Noise", "explores by noise in the network, whose size is learned; off, by random actions"),
        Hidden,
        LearningRate("Adam's rate"),
        Gamma,
        FoldParameters.Environments,
        Count("bufferSize", "Replay", "transitions kept, the oldest replaced first; each training has its own", 1, 1_000_000) with
        {
            Unit = "transitions",
        },
        Count("warmupSteps", "Warm-up", "steps of a training before its first gradient step", 100, 1_000_000) with
        {
            Unit = "steps",
        },
        Count("batchSize", "Batch", "transitions of a gradient step", 1, 65_536) with
        {
            Unit = "transitions",
        },
        Count("trainInterval", "Gradient step every", "steps between gradient steps", 1, 1_000_000) with
        {
            Unit = "steps",
        },
        Count(
            "targetInterval",
            "Target every",
            "steps between copies of the network into the one that values what follows",
            1,
            1_000_000
        ) with
        {
            Unit = "steps",
        },
        new("explorationEnd", "Random actions at the end", "probability of a random action at the end, where noise is off; it falls from 1")
        {
            Min = 0,
            Max = 1,
        },
        new("explorationFraction", "Random actions fall over", "part of a training over which that probability falls")
        {
            Unit = "fraction",
            Min = 0,
            IsAboveMin = true,
            Max = 1,
        },
        new("noiseDeviation", "Noise at first", "size of the noise at first, in the scale of the first weights") { Min = 0, Max = 10 },
        Count("atoms", "Atoms", "places of the distribution", 2, 1001) with
        {
            Unit = "places",
        },
        new("priorityExponent", "Priority exponent", "how much the size of errors counts: 0 not at all, 1 in proportion")
        {
            Min = 0,
            Max = 1,
        },
        EpisodeBars,
    ];

    private static LearnerParameter Part(string name, string label, string help) => new(name, label, help) { IsBasic = true };
}
