using System.Diagnostics;
using Simulator.Learning.Agents;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Specs;

namespace Simulator.Learning.Pipeline;

/// <summary>Which code stands behind a kind.</summary>
internal static class LearnerFactory
{
    public static IForecaster Forecaster(ForecasterSpec spec) =>
        spec switch
        {
            GanForecasterSpec gan => new GanForecaster(gan),
            _ => throw new UnreachableException(),
        };

    public static IAgent Agent(AgentSpec spec) =>
        spec switch
        {
            PpoAgentSpec ppo => new PpoAgent(ppo),
            _ => throw new UnreachableException(),
        };
}
