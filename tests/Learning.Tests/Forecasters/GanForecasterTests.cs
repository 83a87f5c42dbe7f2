using System.Globalization;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Stages;
using TorchSharp;

namespace Simulator.Tests.Learning.Forecasters;

public sealed class GanForecasterTests
{
    private const int Bars = 420;

    private static readonly GanForecasterSpec s_tiny = new()
    {
        WindowBars = 7,
        Hidden = 6,
        NoiseDimensions = 2,
        CriticChannels = 4,
        Epochs = 3,
        BatchSize = 32,
        CriticSteps = 2,
        Samples = 20,
        TrainFolds = 1,
    };

    private static readonly ForecastInput s_input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0.3, 5));

    [Fact]
    public void Tape_OfAShortSeries_IsOutOfSampleAndOrdered()
    {
        var recorder = RecordedStage.OfForecaster();
        var tape = new GanForecaster(s_tiny).Forecast(s_input, recorder.Context());
        Assert.Equal(ForecastTape.StandardLevels, tape.Levels);
        Assert.Equal("gan", tape.Forecaster);
        Assert.InRange(tape.FirstBar, 20, 200);
        for (var t = 0; t < Bars; t++)
        {
            Assert.Equal(t < tape.FirstBar, double.IsNaN(tape.Mean[t]));
            if (t < tape.FirstBar)
                continue;
            Assert.InRange(tape.Cutoff[t], 0, t - 1 - s_input.Split.EmbargoBars);
            Assert.InRange(tape.ProbabilityOfRise[t], 0, 1);
            Assert.InRange(tape.Mean[t], tape.Quantiles[0][t], tape.Quantiles[^1][t]);
            Assert.True(Enumerable.Range(1, tape.Levels.Length - 1).All(i => tape.Quantiles[i - 1][t] <= tape.Quantiles[i][t]));
            Assert.Equal(t == Bars - 1, double.IsNaN(tape.Crps[t]));
        }
        Assert.Equal([0, 1, 2], tape.Fold[tape.FirstBar..].Distinct());
    }

    [Fact]
    public void Events_OfARun_TellEveryEpochAndNeverGoBack()
    {
        var recorder = RecordedStage.OfForecaster();
        new GanForecaster(s_tiny).Forecast(s_input, recorder.Context());
        var evaluated = recorder.Events.OfType<StageEvent.Evaluated>().ToArray();
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], evaluated.Select(e => e.Group));
        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3], evaluated.Select(e => e.Step));
        Assert.All(evaluated, e => Assert.All(e.Values, v => Assert.True(double.IsFinite(v.Value), $"{v.Key} is {v.Value}")));
        Assert.All(
            evaluated,
            e =>
                Assert.Equal(
                    [
                        "criticLoss",
                        "evidence",
                        "generatorLoss",
                        "gradientPenalty",
                        "learningRate",
                        "neededEvidence",
                        "randomWalkCrps",
                        "validationCrps",
                        "wasserstein",
                    ],
                    e.Values.Keys.Order(StringComparer.Ordinal)
                )
        );
        var fractions = recorder.Events.OfType<StageEvent.Progressed>().Select(e => e.Fraction).ToArray();
        Assert.Equal(fractions.Order(), fractions);
        Assert.Contains(recorder.Events.OfType<StageEvent.Progressed>(), e => e.Doing == "fold 2 of 3, epoch 3 of 3");
    }

    [Fact]
    public void Tape_OfTheSameSpecTwice_HasTheSameBits()
    {
        // Trained weights serve, however little they gained: the law before training is the same for every seed.
        var spec = s_tiny with
        {
            Evidence = 0,
        };
        var first = new GanForecaster(spec).Forecast(s_input, RecordedStage.OfForecaster().Context());
        var second = new GanForecaster(spec).Forecast(s_input, RecordedStage.OfForecaster().Context());
        TapeAssert.Same(first, second);
        var other = new GanForecaster(spec).Forecast(s_input, RecordedStage.OfForecaster().Context(seed: 1720));
        Assert.NotEqual(first.Mean[^1], other.Mean[^1]);
    }

    [Fact]
    public void Run_KilledAtAnyCheckpoint_ResumesToTheSameTape()
    {
        var whole = RecordedStage.OfForecaster();
        var expected = new GanForecaster(s_tiny).Forecast(s_input, whole.Context());
        Assert.Equal(12, whole.Checkpoints.Count); // three epochs and the end, of three folds
        for (var killedAt = 1; killedAt < whole.Checkpoints.Count; killedAt++)
        {
            var killed = RecordedStage.OfForecaster();
            Assert.ThrowsAny<OperationCanceledException>(() =>
                new GanForecaster(s_tiny).Forecast(s_input, killed.Context(cancelAfterCheckpoints: killedAt))
            );
            Assert.Equal(killedAt, killed.Checkpoints.Count);
            var resumed = RecordedStage.OfForecaster();
            TapeAssert.Same(expected, new GanForecaster(s_tiny).Forecast(s_input, resumed.Context(resumeFrom: killed.Checkpoints[^1])));
            Assert.Equal(whole.Checkpoints[^1], resumed.Checkpoints[^1]);
        }
    }

    [Fact]
    public void Run_OnSeveralThreads_HasTheSameBits_KilledAndResumedToo()
    {
        var spec = s_tiny with { Evidence = 0, Seeds = 2, Epochs = 2 };
        var whole = RecordedStage.OfForecaster();
        var expected = new GanForecaster(spec).Forecast(s_input, whole.Context());
        var recorder = RecordedStage.OfForecaster();
        TapeAssert.Same(expected, new GanForecaster(spec).Forecast(s_input, recorder.Context(threads: 3)));
        Assert.Equal(whole.Checkpoints.Count, recorder.Checkpoints.Count);
        var fractions = recorder.Events.OfType<StageEvent.Progressed>().Select(e => e.Fraction).ToArray();
        Assert.Equal(fractions.Order(), fractions);

        var killed = RecordedStage.OfForecaster();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GanForecaster(spec).Forecast(s_input, killed.Context(cancelAfterCheckpoints: 5, threads: 2))
        );
        var resumed = RecordedStage.OfForecaster().Context(resumeFrom: killed.Checkpoints[^1], threads: 2);
        TapeAssert.Same(expected, new GanForecaster(spec).Forecast(s_input, resumed));
    }

    [Fact]
    public void RunOfSeveralSeeds_KilledAtAnyCheckpoint_ResumesToTheSameTape()
    {
        var several = s_tiny with { Seeds = 3, Epochs = 2 };
        var whole = RecordedStage.OfForecaster();
        var expected = new GanForecaster(several).Forecast(s_input, whole.Context());
        Assert.Equal(27, whole.Checkpoints.Count); // two epochs and the end, of three models of three folds
        for (var killedAt = 1; killedAt < whole.Checkpoints.Count; killedAt += 5) // each place within a model once
        {
            var killed = RecordedStage.OfForecaster();
            Assert.ThrowsAny<OperationCanceledException>(() =>
                new GanForecaster(several).Forecast(s_input, killed.Context(cancelAfterCheckpoints: killedAt))
            );
            var resumed = RecordedStage.OfForecaster();
            TapeAssert.Same(expected, new GanForecaster(several).Forecast(s_input, resumed.Context(resumeFrom: killed.Checkpoints[^1])));
        }
        var places = whole.Events.OfType<StageEvent.Evaluated>().Select(e => (e.Group, e.Step));
        Assert.Equal(Enumerable.Range(0, 18).Select(i => (i / 2, (i % 6) + 1)), places);
    }

    [Fact]
    public void Checkpoint_OfAnotherSpecOrCutShort_IsRefused()
    {
        var whole = RecordedStage.OfForecaster();
        new GanForecaster(s_tiny).Forecast(s_input, whole.Context());
        var other = new GanForecaster(s_tiny with { Hidden = 7 });
        var error = Assert.Throws<InvalidDataException>(() =>
            other.Forecast(s_input, RecordedStage.OfForecaster().Context(resumeFrom: whole.Checkpoints[0]))
        );
        Assert.Contains("its spec.hidden is 6, this run's is 7", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() =>
            new GanForecaster(s_tiny).Forecast(s_input, RecordedStage.OfForecaster().Context(resumeFrom: whole.Checkpoints[0][..40]))
        );
    }

    [Fact]
    public void Checkpoint_OfAnotherCulture_IsResumedFrom()
    {
        var killed = RecordedStage.OfForecaster();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GanForecaster(s_tiny).Forecast(s_input, killed.Context(cancelAfterCheckpoints: 2))
        );
        var expected = new GanForecaster(s_tiny).Forecast(s_input, RecordedStage.OfForecaster().Context());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            TapeAssert.Same(
                expected,
                new GanForecaster(s_tiny).Forecast(s_input, RecordedStage.OfForecaster().Context(resumeFrom: killed.Checkpoints[^1]))
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Training_ThatDiverges_SaysWhereAndWhatToLower()
    {
        var wild = s_tiny with { LearningRateMin = 1e30, LearningRateMax = 1e30 };
        var error = Assert.Throws<SimulationException>(() =>
            new GanForecaster(wild).Forecast(s_input, RecordedStage.OfForecaster().Context())
        );
        Assert.Contains("GAN diverged at epoch 1 of fold 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("lower learningRateMax", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(361)]
    [InlineData(419)]
    [InlineData(361, 3)]
    public void Tape_OnDataCutAtT_HasTheSameBitsUpToT(int cut, int pathBars = 1)
    {
        var spec = s_tiny with { PathBars = pathBars, HeldOut = pathBars > 1 ? HeldOutUse.TrainOn : HeldOutUse.LeaveOut, Evidence = 0 };
        var whole = new ReturnInputs(s_input);
        var folds = WalkForward.Plan(Bars, whole.FirstRow + spec.WindowBars - 1, s_input.Split, spec.TrainFolds, pathBars);
        var expected = new GanForecaster(spec).Forecast(whole, folds, s_input.Split.EmbargoBars, RecordedStage.OfForecaster().Context());

        var past = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0.3, 5)[..cut]);
        var pastFolds = folds
            .Where(f => f.ForecastStart < cut)
            .Select(f => f with { ForecastEnd = Math.Min(f.ForecastEnd, cut) })
            .ToArray();
        var actual = new GanForecaster(spec).Forecast(
            new ReturnInputs(past),
            pastFolds,
            s_input.Split.EmbargoBars,
            RecordedStage.OfForecaster().Context()
        );
        TapeAssert.SameRows(expected, actual, cut, cut - 1);
    }

    [Fact]
    public void Training_OverManySteps_LeavesNoTensorsBehind()
    {
        new GanForecaster(s_tiny).Forecast(s_input, RecordedStage.OfForecaster().Context());
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        new GanForecaster(s_tiny).Forecast(s_input, RecordedStage.OfForecaster().Context());
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Series_TooShortForItsFolds_IsRefusedWithARemedy()
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(150, 0, 1), new SplitSpec { EmbargoBars = 5 });
        var error = Assert.Throws<SimulationException>(() =>
            new GanForecaster(s_tiny).Forecast(input, RecordedStage.OfForecaster().Context())
        );
        Assert.Contains("use more bars", error.Message, StringComparison.Ordinal);
    }
}
