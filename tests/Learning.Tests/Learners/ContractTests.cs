using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Tests.Features;
using Simulator.Tests.Learners;

namespace Simulator.Tests.Learning.Learners;

[Trait("Category", "Slow")]
public sealed class GanContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => GanRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new GanForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            NoiseDimensions = 2,
            CriticChannels = 4,
            Epochs = 1,
            BatchSize = 32,
            CriticSteps = 1,
            Samples = 10,
            TrainFolds = 1,
        };
}

[Trait("Category", "Slow")]
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

public sealed class ToyForecasterContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => ToyForecasterRow.Description;

    protected override ForecasterSpec Spec { get; } = new ToyForecasterSpec { WindowBars = 8 };
}

public sealed class ToyAgentContractTests : AgentContractTests
{
    protected override LearnerDescription Row => ToyAgentRow.Description;

    protected override AgentSpec Spec { get; } = new ToyAgentSpec();
}

public sealed class ToyFeatureRowTests : LearnerContractTests
{
    protected override LearnerDescription Row => ToyFeatureRow.Description;
}
