namespace Simulator.Learners;

/// <summary>An agent's row.</summary>
/// <typeparam name="TSpec">Its spec.</typeparam>
public sealed record AgentDescription<TSpec> : LearnerDescriptionOf<TSpec>, IAgentDescription
    where TSpec : AgentSpec, new()
{
    /// <summary>Makes it.</summary>
    public required Func<TSpec, IAgent> Make { get; init; }

    /// <inheritdoc/>
    public override LearnerRole Role => LearnerRole.Agent;

    /// <inheritdoc/>
    public IAgent Create(AgentSpec spec) => Make((TSpec)spec);
}

/// <summary>Makes agents.</summary>
public interface IAgentDescription
{
    /// <summary>The agent of a spec.</summary>
    IAgent Create(AgentSpec spec);
}
