using Simulator.Learning.Agents.Evidence;

namespace Simulator.Learning.Agents.Folds;

/// <summary>What the spec of every agent says that is trained in folds and judged on what each of them holds out.</summary>
internal interface IFoldedAgentSpec
{
    /// <summary>Cost of its own, a fraction of the traded value; null for the fills and costs of the run.</summary>
    double? CostFraction { get; }

    /// <summary>Trainings of each fold.</summary>
    int Seeds { get; }

    /// <summary>Environment steps over all trainings together.</summary>
    int Steps { get; }

    /// <summary>Parts of the bars before the test part, each held out once from trainings of its own.</summary>
    int Folds { get; }

    /// <summary>Least edge on held-out bars, in standard errors, at which the agent decides and not its baseline.</summary>
    double Evidence { get; }

    /// <summary>What is held where the edge is not enough.</summary>
    AgentBaseline Baseline { get; }

    /// <summary>Environments stepped together.</summary>
    int Environments { get; }

    /// <summary>Bars per training episode.</summary>
    int EpisodeBars { get; }
}
