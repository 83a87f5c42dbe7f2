using Simulator.Learners;
using Simulator.Learning.Agents.A2c;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Tests.Learners;

namespace Simulator.Tests.Learning.Learners;

public sealed class PpoContractTests : AgentContractTests
{
    protected override LearnerDescription Row => PpoRow.Description;

    protected override AgentSpec Spec { get; } =
        new PpoAgentSpec
        {
            Seeds = 2,
            Steps = 1024,
            Environments = 8,
            RolloutSteps = 32,
            MinibatchSize = 64,
            Hidden = 8,
            EpisodeBars = 32,
        };
}

public sealed class A2cContractTests : AgentContractTests
{
    protected override LearnerDescription Row => A2cRow.Description;

    protected override AgentSpec Spec { get; } =
        new A2cAgentSpec
        {
            Seeds = 2,
            Steps = 1024,
            Environments = 8,
            RolloutSteps = 8,
            Hidden = 8,
            EpisodeBars = 32,
        };
}

public sealed class RainbowContractTests : AgentContractTests
{
    protected override LearnerDescription Row => RainbowRow.Description;

    protected override AgentSpec Spec { get; } =
        new RainbowAgentSpec
        {
            Seeds = 2,
            Steps = 2048,
            Environments = 8,
            WarmupSteps = 100,
            BatchSize = 8,
            BufferSize = 200,
            Noisy = true,
            TrainInterval = 8,
            Hidden = 8,
            Atoms = 11,
            EpisodeBars = 32,
        };
}

public sealed class ToyAgentContractTests : AgentContractTests
{
    protected override LearnerDescription Row => ToyAgentRow.Description;

    protected override AgentSpec Spec { get; } = new ToyAgentSpec();
}
