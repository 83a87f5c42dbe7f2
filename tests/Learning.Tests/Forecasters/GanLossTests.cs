using Simulator.Forecasting;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Stages;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters;

public sealed class GanLossTests
{
    private static readonly GanForecasterSpec s_tiny = new()
    {
        WindowBars = 8,
        Hidden = 6,
        NoiseDimensions = 2,
        CriticChannels = 4,
        Epochs = 3,
        BatchSize = 32,
        CriticSteps = 2,
        Samples = 40,
        TrainFolds = 1,
    };

    // By hand, of the scores 1 and 3 of outcomes and 0 and 2 of draws; softplus(x) = ln(1 + eˣ).
    [Theory]
    [InlineData(GanLoss.Wasserstein, -1, -1)]
    [InlineData(GanLoss.ClippedWasserstein, -1, -1)]
    [InlineData(GanLoss.LeastSquares, 2, 0.5)]
    [InlineData(GanLoss.Original, 1.590962, 0.410038)]
    [InlineData(GanLoss.Economic, 1.590962, 0.410038)] // its adversarial part; the others in EconomicLossTests
    public void Losses_OfTwoScoresEach_AreThoseOfThePapers(GanLoss loss, double critic, double generator)
    {
        using var scope = NewDisposeScope();
        var (real, fake) = (tensor(new float[] { 1, 3 }), tensor(new float[] { 0, 2 }));

        Assert.Equal(critic, AdversarialLoss.OfCritic(loss, real, fake).item<float>(), 5);
        Assert.Equal(generator, AdversarialLoss.OfGenerator(loss, fake).item<float>(), 5);
    }

    [Theory]
    [InlineData(GanLoss.ClippedWasserstein)]
    [InlineData(GanLoss.LeastSquares)]
    [InlineData(GanLoss.Original)]
    [InlineData(GanLoss.Economic)]
    [InlineData(GanLoss.EnergyScore)]
    public void Training_ByAnyLoss_EndsWithATape_AndResumesToTheSameBits(GanLoss loss)
    {
        var (input, spec) = (SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.3, 5)), s_tiny with { Loss = loss });
        var whole = RecordedStage.OfForecaster();
        var tape = new GanForecaster(spec).Forecast(input, whole.Context());
        var killed = RecordedStage.OfForecaster();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GanForecaster(spec).Forecast(input, killed.Context(cancelAfterCheckpoints: 5))
        );
        var resumed = RecordedStage.OfForecaster().Context(resumeFrom: killed.Checkpoints[^1]);

        TapeAssert.Same(tape, new GanForecaster(spec).Forecast(input, resumed));
        var curves = whole.Events.OfType<StageEvent.Evaluated>().First().Values;
        Assert.Equal(loss != GanLoss.EnergyScore, curves.ContainsKey("criticLoss"));
        Assert.All(curves, v => Assert.True(double.IsFinite(v.Value), $"{v.Key} is {v.Value}"));
    }

    [Fact]
    public void EnergyScore_FindsAPlantedAutoregression()
    {
        // Knowing φ = 0.6 narrows the forecast to 0.8 of the unconditional deviation: at most 20 % of the CRPS.
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(1_200, 0.6, 21));
        var spec = new GanForecasterSpec
        {
            Loss = GanLoss.EnergyScore,
            Hidden = 16,
            Epochs = 40,
            TrainFolds = 1,
        };
        var tape = new GanForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context());

        var rows = Enumerable.Range(tape.FirstBar, input.Target.Count - 1 - tape.FirstBar).ToArray();
        var scores = Simulator.Scoring.ForecastScorer.Score(tape, tape.Horizons[0], input.Target, rows);
        Assert.InRange(scores.Skill, 0.1, 0.21);
    }

    [Fact]
    public void Shrinkage_ThatOutweighsTheScore_LeavesTheBaseLaw()
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.6, 5));
        ForecastTape Tape(double shrinkage) =>
            new GanForecaster(
                s_tiny with
                {
                    Shrinkage = shrinkage,
                    Loss = GanLoss.EnergyScore,
                    LearningRateMax = 0.01,
                    Epochs = 12,
                }
            ).Forecast(input, RecordedStage.OfForecaster().Context());
        static double Moved(ForecastTape tape) =>
            Enumerable.Range(tape.FirstBar, tape.BarCount - tape.FirstBar).Average(t => Math.Abs(tape.Mean[t]) / tape.StandardDeviation[t]);

        Assert.True(Moved(Tape(1000)) < 0.02);
        Assert.True(Moved(Tape(0)) > 0.1);
    }

    [Fact]
    public void Training_WithoutEvidence_LeavesTheBaseLaw_AndWithEnoughItCounts()
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(900, 0.7, 5));
        ForecastTape Tape(double evidence) =>
            new GanForecaster(
                s_tiny with
                {
                    Evidence = evidence,
                    Loss = GanLoss.EnergyScore,
                    LearningRateMax = 0.01,
                    Epochs = 15,
                    Samples = 200,
                }
            ).Forecast(input, RecordedStage.OfForecaster().Context());
        var (none, all, some) = (Tape(10), Tape(0), Tape(2));
        var last = input.Target.Count - 2;

        // Antithetic draws of the base law have a mean of exactly zero but for rounding.
        Assert.All(Enumerable.Range(none.FirstBar, none.BarCount - none.FirstBar), t => Assert.Equal(0, none.Mean[t], 6));
        Assert.Equal(all.Mean[last], some.Mean[last], 12);
        Assert.True(Math.Abs(some.Mean[last]) > 1e-4);
    }

    [Theory]
    [InlineData(ScaleKind.Garch)]
    [InlineData(ScaleKind.ScaleRegression)]
    [InlineData(ScaleKind.Ensemble)]
    public void FittedVolatility_OnDataThatEndsEarlier_IsTheSameToTheBit(ScaleKind kind)
    {
        var returns = SyntheticReturns.Autoregressive(700, 0, 9);
        var (whole, part) = (Scale(kind, returns), Scale(kind, returns[..600]));

        Assert.Equal(whole[..600], part);
        Assert.NotEqual(whole[599], Scale(ScaleKind.Weighted, returns)[599]);
    }

    private static double[] Scale(ScaleKind kind, double[] returns) =>
        ReturnScale.Of(kind, SyntheticReturns.Input(returns), RecordedStage.OfForecaster().Context()).Volatility;

    [Theory]
    [InlineData(ScaleKind.Weighted)]
    [InlineData(ScaleKind.Ensemble)]
    public void Tape_BeginsWhereTheRowSays(ScaleKind kind)
    {
        var spec = s_tiny with { Scale = kind, Epochs = 1, Loss = GanLoss.EnergyScore };
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(900, 0, 9));
        var bars = new Simulator.Learners.LearnerBars("S", 900, input.Features.FirstCompleteRow, input.Split);

        var tape = new GanForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context());

        Assert.Equal(tape.FirstBar, GanRow.Description.Length(spec, bars).FirstRow);
    }
}
