using Simulator.Backtesting;
using Simulator.Features;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Ewma;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Stages;
using Simulator.Tests.Learning.Agents;
using Simulator.Tests.Learning.Forecasters;

namespace Simulator.Tests.Learning.Checkpoints;

/// <summary>A learner's checkpoint is refused by a run that differs in anything that its numbers depend on, with what differs.</summary>
public sealed class LearnerCheckpointTests
{
    private static readonly double[] s_returns = SyntheticReturns.Autoregressive(420, 0.3, 5);

    private static readonly GanForecasterSpec s_gan = new()
    {
        Scale = ScaleKind.Weighted,
        WindowBars = 7,
        Hidden = 6,
        NoiseDimensions = 2,
        CriticChannels = 4,
        Epochs = 1,
        BatchSize = 32,
        CriticSteps = 1,
        Samples = 20,
        TrainFolds = 1,
    };

    private static readonly MlpForecasterSpec s_network = new()
    {
        WindowBars = 8,
        Hidden = 6,
        Seeds = 1,
        Epochs = 1,
        BatchSize = 32,
        TrainFolds = 1,
    };

    private static readonly EwmaForecasterSpec s_refitted = new() { MinimumBars = 100, RefitBars = 40 };

    private static readonly PpoAgentSpec s_agent = new()
    {
        Seeds = 1,
        Steps = 512,
        Environments = 4,
        RolloutSteps = 32,
        MinibatchSize = 64,
        Hidden = 8,
        EpisodeBars = 32,
    };

    public static TheoryData<string> Forecasters => ["gan", "mlp", "ewma"];

    [Theory]
    [MemberData(nameof(Forecasters))]
    public void Forecaster_OfAnotherSpec_IsRefused(string name)
    {
        var (other, member) = name switch
        {
            "gan" => ((ForecasterSpec)(s_gan with { Hidden = 5 }), "hidden is 6, this run's is 5"),
            "mlp" => (s_network with { Hidden = 5 }, "hidden is 6, this run's is 5"),
            _ => (s_refitted with { MinimumBars = 90 }, "minimumBars is 100, this run's is 90"),
        };
        Assert.Contains($"its spec.{member}", Refusal(name, other, Input()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forecasters))]
    public void Forecaster_OfOtherFeatures_IsRefused(string name)
    {
        var input = Input();
        string[] names = [.. input.Features.Names.SkipLast(1), "moon phase"];
        var renamed = input with { Features = new FeatureTable(names, input.Features.Columns) };
        Assert.Contains(", this run's moon phase", Refusal(name, Spec(name), renamed), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forecasters))]
    public void Forecaster_OfOtherData_IsRefused(string name)
    {
        double[] changed = [.. s_returns];
        changed[200] += 0.001;
        Assert.Contains("its data is", Refusal(name, Spec(name), SyntheticReturns.Input(changed)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gan", "its folds is")]
    [InlineData("mlp", "its folds is")]
    [InlineData("ewma", "its folds is")]
    public void Forecaster_OfAnotherCutOff_IsRefused(string name, string difference)
    {
        var split = SyntheticReturns.Input(s_returns, new Simulator.Markets.SplitSpec { EmbargoBars = 9, TrainFraction = 0.5 });
        Assert.Contains(difference, Refusal(name, Spec(name), split), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gan")]
    [InlineData("mlp")]
    public void Forecaster_OfAnotherSeed_IsRefused_WhereItDrawsAny(string name) =>
        Assert.Contains("its seed is 1719, this run's is 1720", Refusal(name, Spec(name), Input(), seed: 1720), StringComparison.Ordinal);

    [Fact]
    public void Fold_OfAnotherCutOffOrScaler_IsRefused()
    {
        double[][] columns =
        [
            [1, 2, 3, 4, 5],
        ];
        var fold = new WalkForwardFold(0, 0, 3, 4, 5);
        var stamp = WalkStamp.OfFold(fold, FeatureScaler.Fit(columns, 0, 3));

        Assert.Contains(
            "its cut-off is 3, this run's is 2",
            Refusal(stamp, WalkStamp.OfFold(fold with { Cutoff = 2 }, FeatureScaler.Fit(columns, 0, 3))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "its scaler is",
            Refusal(stamp, WalkStamp.OfFold(fold, FeatureScaler.Fit(columns, 0, 4))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Agent_OfAnotherQuestion_IsRefusedWithWhatDiffers()
    {
        var input = SyntheticMarket.WithSignal(400, 0.2, 3);
        Assert.Contains("its spec.gamma is", Refusal(s_agent with { Gamma = 0.5 }, input), StringComparison.Ordinal);
        Assert.Contains("its seed is 1719, this run's is 1720", Refusal(s_agent, input, seed: 1720), StringComparison.Ordinal);
        Assert.Contains("its data is", Refusal(s_agent, SyntheticMarket.WithSignal(400, 0.3, 3)), StringComparison.Ordinal);
        Assert.Contains("its scaler is", Refusal(s_agent, SyntheticMarket.WithSignal(400, 0.2, 4)), StringComparison.Ordinal);
        Assert.Contains("its cut-off is", Refusal(s_agent, SyntheticMarket.WithSignal(410, 0.2, 3)), StringComparison.Ordinal);
        var dear = SyntheticMarket.WithSignal(400, 0.2, 3, new ExecutionSpec { CommissionRate = 0.01 });
        Assert.Contains("its execution.commissionRate is", Refusal(s_agent, dear), StringComparison.Ordinal);
        var renamed = input with { Features = new FeatureTable(["signal", "moon phase"], input.Features.Columns) };
        Assert.Contains("its features include noise, this run's moon phase", Refusal(s_agent, renamed), StringComparison.Ordinal);
    }

    private static ForecastInput Input() => SyntheticReturns.Input(s_returns);

    private static ForecasterSpec Spec(string name) =>
        name switch
        {
            "gan" => s_gan,
            "mlp" => s_network,
            _ => s_refitted,
        };

    // What a run says of the first checkpoint of the usual one.
    private static string Refusal(string name, ForecasterSpec spec, ForecastInput input, long seed = 1719)
    {
        var usual = RecordedStage.OfForecaster();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            LearnerTable.Create(Spec(name)).Forecast(Input(), usual.Context(cancelAfterCheckpoints: 1))
        );
        var run = RecordedStage.OfForecaster().Context(seed, usual.Checkpoints[0]);
        return Assert.Throws<InvalidDataException>(() => LearnerTable.Create(spec).Forecast(input, run)).Message;
    }

    private static string Refusal(PpoAgentSpec spec, AgentInput input, long seed = 1719)
    {
        var usual = RecordedStage.OfAgent();
        new PpoAgent(s_agent).Train(SyntheticMarket.WithSignal(400, 0.2, 3), usual.Context());
        var run = RecordedStage.OfAgent().Context(seed, usual.Checkpoints[0]);
        return Assert.Throws<InvalidDataException>(() => new PpoAgent(spec).Train(input, run)).Message;
    }

    private static string Refusal(CheckpointStamp stored, CheckpointStamp here)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        stored.Write(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        return Assert.Throws<InvalidDataException>(() => here.Require(reader)).Message;
    }
}
