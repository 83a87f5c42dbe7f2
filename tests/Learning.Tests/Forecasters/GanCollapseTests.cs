using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Networks;
using Simulator.Realism;
using Simulator.Seeding;
using Simulator.Stages;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>The alarm where a generator's draws resemble each other too much.</summary>
public sealed class GanCollapseTests
{
    private const int Rows = 200;

    [Theory]
    [InlineData(0, false)]
    [InlineData(-0.15, false)]
    [InlineData(-5, true)] // its scale is at its bound e^−1.5: a twentieth of the variance
    public void Draws_OfAGeneratorOfThatLogScale_AreAnAlarmWhereTheyCollapsed(double logScale, bool isAlarm)
    {
        using var scope = NewDisposeScope();
        using var generator = new ReturnGenerator(2, 3, 4, HeavyTails.Normal, CPU, new SplitMix64(1));
        Initialisation.Fill(generator.parameters().Last(), [0, (float)logScale]);
        using var noise = new Generator(9, CPU);
        var random = new SplitMix64(2);
        double[] outcomes = [.. Enumerable.Range(0, Rows).Select(_ => random.NextGaussian())];
        using var inference = inference_mode();
        var drawn = generator.call(zeros(Rows * 8, 5, 2), randn([Rows * 8, 5, 3], generator: noise)).data<float>().ToArray();

        var spread = ModeCollapse.OfDraws(outcomes, [.. drawn.Select(d => (double)d).Chunk(8)]);

        Assert.Equal(isAlarm, spread.IsAlarm);
        var scale = Math.Exp(Math.Tanh(logScale / 1.5) * 1.5);
        // The mean of eight draws misses by an eighth of their variance more than their law's mean does.
        Assert.Equal(scale * scale / (1 + (scale * scale / 8)), spread.VarianceRatio, 0.15);
        Assert.Equal(scale / Math.Sqrt(1 + (scale * scale / 8)), spread.DistanceRatio, 0.15);
    }

    [Fact]
    public void Draws_AsWideAsWhatIsLeftToKnow_AreHealthy_HoweverNarrow()
    {
        // The outcome is known to a tenth of its deviation, and the draws say so.
        var random = new SplitMix64(3);
        double[] known = [.. Enumerable.Range(0, Rows).Select(_ => random.NextGaussian())];
        double[] outcomes = [.. known.Select(k => k + (0.1 * random.NextGaussian()))];
        double[][] draws = [.. known.Select(k => Enumerable.Range(0, 8).Select(_ => k + (0.1 * random.NextGaussian())).ToArray())];

        Assert.False(ModeCollapse.OfDraws(outcomes, draws).IsAlarm);
    }

    [Fact]
    public void Training_OfAHealthyGenerator_NotesNothing()
    {
        var stage = RecordedStage.OfForecaster();
        var tape = new GanForecaster(
            new GanForecasterSpec
            {
                Loss = GanLoss.EnergyScore,
                Scale = ScaleKind.Weighted,
                WindowBars = 7,
                Hidden = 6,
                NoiseDimensions = 2,
                Epochs = 6,
                Samples = 20,
                TrainFolds = 1,
                Evidence = 0,
            }
        ).Forecast(SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.3, 5)), stage.Context());

        Assert.Empty(tape.Notes);
        Assert.Empty(stage.Events.OfType<StageEvent.Noted>());
    }

    [Fact]
    public void Training_WhoseGeneratorCollapses_SaysSoInLogAndResult_AlsoAfterAKill()
    {
        // Squared error asks for one value, and no CRPS keeps the draws apart.
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.3, 5));
        var spec = new GanForecasterSpec
        {
            Loss = GanLoss.Economic,
            Scale = ScaleKind.Weighted,
            CrpsWeight = 0,
            WeightDecay = 0,
            WindowBars = 7,
            Hidden = 6,
            NoiseDimensions = 2,
            CriticChannels = 4,
            CriticSteps = 1,
            Epochs = 12,
            BatchSize = 32,
            Samples = 20,
            TrainFolds = 1,
            Evidence = 0,
            LearningRateMin = 0.02,
            LearningRateMax = 0.02,
        };
        var stage = RecordedStage.OfForecaster();
        var tape = new GanForecaster(spec).Forecast(input, stage.Context());
        var killed = RecordedStage.OfForecaster();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GanForecaster(spec).Forecast(input, killed.Context(cancelAfterCheckpoints: 10))
        );
        var resumed = new GanForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context(resumeFrom: killed.Checkpoints[^1]));

        var alarm = stage.Events.OfType<StageEvent.Noted>().First().Text;
        Assert.Matches("^fold 1 of 3, epoch [0-9]+: mode collapse: the variance of its draws is 0[.][0-4][0-9] of", alarm);
        Assert.Contains(
            tape.Notes,
            n => n.StartsWith("fold 1 of 3: ", StringComparison.Ordinal) && n.Contains("collapse", StringComparison.Ordinal)
        );
        Assert.Equal(tape.Notes, resumed.Notes);
        TapeAssert.Same(tape, resumed);
    }
}
