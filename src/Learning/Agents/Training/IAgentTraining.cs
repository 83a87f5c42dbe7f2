namespace Simulator.Learning.Agents.Training;

/// <summary>A training of a policy that picks one of a few actions.</summary>
internal interface IAgentTraining : ITraining
{
    /// <summary>What has been learned.</summary>
    IDiscretePolicy Policy { get; }
}
