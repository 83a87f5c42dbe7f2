using Simulator.Learning.Agents;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Specs;

namespace Simulator.Learning.Pipeline;

/// <summary>Which code stands behind a kind.</summary>
internal static class LearnerFactory
{
    public static IForecaster Forecaster(ForecasterSpec spec) => throw new SimulationException($"no forecaster {spec.GetType().Name}");

    public static IAgent Agent(AgentSpec spec) => throw new SimulationException($"no agent {spec.GetType().Name}");
}
