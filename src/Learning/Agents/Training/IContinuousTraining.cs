namespace Simulator.Learning.Agents.Training;

/// <summary>A training of a policy that answers with numbers.</summary>
internal interface IContinuousTraining : ITraining
{
    /// <summary>What has been learned.</summary>
    IContinuousPolicy Policy { get; }
}
