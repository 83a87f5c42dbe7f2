using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Stages;
using TorchSharp;

namespace Simulator.Tests.Learning.Forecasters.Networks;

/// <summary>The walk that all neural forecasters share, on an LSTM.</summary>
public sealed class NetworkForecasterTests
{
    private const int Bars = 420;

    private static readonly LstmForecasterSpec s_tiny = new()
    {
        WindowBars = 8,
        Hidden = 6,
        Epochs = 3,
        BatchSize = 32,
        Seeds = 2,
        TrainFolds = 1,
    };

    private static readonly ForecastInput s_input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0.3, 5));

    [Fact]
    public void Events_OfARun_TellEveryEpoch()
    {
        var recorder = RecordedStage.OfForecaster();
        Make(s_tiny).Forecast(s_input, recorder.Context());
        var evaluated = recorder.Events.OfType<StageEvent.Evaluated>().ToArray();
        // Three epochs of two models of three folds.
        Assert.Equal([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6], evaluated.Select(e => e.Step));
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5], evaluated.Select(e => e.Group));
        Assert.All(evaluated, e => Assert.All(e.Values, v => Assert.True(double.IsFinite(v.Value), $"{v.Key} is {v.Value}")));
        Assert.All(
            evaluated,
            e =>
                Assert.Equal(["gradientNorm", "randomWalkCrps", "trainLoss", "validationCrps"], e.Values.Keys.Order(StringComparer.Ordinal))
        );
        Assert.Contains(recorder.Events.OfType<StageEvent.Progressed>(), e => e.Doing == "fold 2 of 3, seed 1 of 2, epoch 3 of 3");
    }

    [Fact]
    public void Run_KilledAtAnyCheckpoint_ResumesToTheSameTape()
    {
        var whole = RecordedStage.OfForecaster();
        var expected = Make(s_tiny).Forecast(s_input, whole.Context());
        for (var killedAt = 1; killedAt < whole.Checkpoints.Count; killedAt++)
        {
            var killed = RecordedStage.OfForecaster();
            Assert.ThrowsAny<OperationCanceledException>(() =>
                Make(s_tiny).Forecast(s_input, killed.Context(cancelAfterCheckpoints: killedAt))
            );
            var resumed = RecordedStage.OfForecaster();
            TapeAssert.Same(expected, Make(s_tiny).Forecast(s_input, resumed.Context(resumeFrom: killed.Checkpoints[^1])));
            Assert.Equal(whole.Checkpoints[^1], resumed.Checkpoints[^1]);
        }
    }

    [Fact]
    public void Checkpoint_OfAnotherKindWithTheSameNumbers_IsRefused()
    {
        var whole = RecordedStage.OfForecaster();
        Make(s_tiny).Forecast(s_input, whole.Context());
        var gru = new GruForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            Epochs = 3,
            BatchSize = 32,
            Seeds = 2,
            TrainFolds = 1,
        };
        var error = Assert.Throws<InvalidDataException>(() =>
            Make(gru).Forecast(s_input, RecordedStage.OfForecaster().Context(resumeFrom: whole.Checkpoints[0]))
        );
        Assert.Contains("this run's is gru", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(361)]
    [InlineData(419)]
    public void Tape_OnDataCutAtT_HasTheSameBitsUpToT(int cut)
    {
        var whole = new ReturnInputs(s_input, withVolatility: true);
        var folds = WalkForward.Plan(Bars, whole.FirstRow + s_tiny.WindowBars - 1, s_input.Split, s_tiny.TrainFolds);
        var expected = Make(s_tiny).Forecast(whole, folds, s_input.Split.EmbargoBars, RecordedStage.OfForecaster().Context());
        var past = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0.3, 5)[..cut]);
        var actual = Make(s_tiny)
            .Forecast(
                new ReturnInputs(past, withVolatility: true),
                [.. folds.Select(f => f.Until(cut)).OfType<WalkForwardFold>()],
                s_input.Split.EmbargoBars,
                RecordedStage.OfForecaster().Context()
            );
        TapeAssert.SameRows(expected, actual, cut, cut - 1);
    }

    [Fact]
    public void Training_OverManySteps_LeavesNoTensorsBehind()
    {
        Make(s_tiny).Forecast(s_input, RecordedStage.OfForecaster().Context());
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Make(s_tiny).Forecast(s_input, RecordedStage.OfForecaster().Context());
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static NetworkForecaster Make(NetworkForecasterSpec spec) => (NetworkForecaster)LearnerTable.Create(spec);
}
