using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>Forecasts of one to several bars ahead from the paths of one generator.</summary>
public sealed class GanPathTests
{
    private const int Path = 4;

    private static readonly GanForecasterSpec s_spec = new()
    {
        WindowBars = 8,
        Hidden = 8,
        NoiseDimensions = 2,
        Epochs = 30,
        PatienceEpochs = 30,
        Loss = GanLoss.EnergyScore,
        Scale = ScaleKind.Weighted,
        LearningRateMin = 1e-3,
        LearningRateMax = 1e-2,
        TrainFolds = 0,
        PathBars = Path,
        Samples = 100,
        Evidence = 0,
    };

    [Fact]
    public void EnergyScore_OfPaths_IsThatOfTheirSums()
    {
        using var scope = NewDisposeScope();
        // Sums in deviations of so many bars: draws (1, 3/√2) and (−1, 1/√2), outcome (0, 1/√2).
        var draws = tensor([1f, 2f, -1f, 2f]).view(2, 1, 2);
        var real = tensor([0f, 1f]).view(1, 2);
        var (toFirst, toSecond) = (Math.Sqrt((1 + 2) / 2.0), Math.Sqrt((1 + 0) / 2.0));
        var apart = Math.Sqrt((4 + 2) / 2.0);
        // E‖x − y‖ − ½E‖x − x′‖ over pairs of different draws.
        Assert.Equal(((toFirst + toSecond) / 2) - (apart / 2), GanSteps.EnergyScore(draws, real).item<float>(), 1e-5);
    }

    [Fact]
    public void Tape_HasEveryHorizonAndItsOutcome()
    {
        var returns = SyntheticReturns.Autoregressive(700, 0, 8);
        var input = SyntheticReturns.Input(returns, new SplitSpec { TrainFraction = 0.5, ValidationFraction = 0.2 });
        var tape = new GanForecaster(s_spec with { Epochs = 1, Evidence = 10 }).Forecast(input, RecordedStage.OfForecaster().Context());

        Assert.Equal([1, 2, 3, 4], tape.Horizons.Select(h => h.Bars));
        for (var bars = 1; bars <= Path; bars++)
        {
            var forecast = tape.At(bars);
            // The law before training: sums of independent draws.
            var ratio = Enumerable.Range(400, 250).Average(t => forecast.StandardDeviation[t] / tape.StandardDeviation[t]);
            Assert.Equal(Math.Sqrt(bars), ratio, 0.03 * Math.Sqrt(bars));
            Assert.True(double.IsFinite(forecast.Crps[700 - 1 - bars]));
            Assert.True(double.IsNaN(forecast.Crps[700 - bars]));
            Assert.All(Enumerable.Range(tape.FirstBar, 700 - tape.FirstBar), t => Assert.True(tape.Cutoff[t] < t - 16));
        }
    }

    [Fact]
    public void Forecasts_OfReturnsThatRememberEachOther_AddUpAsTheyDo()
    {
        var returns = SyntheticReturns.Autoregressive(1_400, 0.6, 21);
        var input = SyntheticReturns.Input(returns, new SplitSpec { TrainFraction = 0.6, ValidationFraction = 0.1 });
        var tape = new GanForecaster(s_spec).Forecast(input, RecordedStage.OfForecaster().Context());

        int[] rows = [.. Enumerable.Range(1_000, 390)];
        double[] next = [.. rows.Select(t => tape.Mean[t])];
        double Slope(int bars) => rows.Select((t, i) => tape.At(bars).Mean[t] * next[i]).Sum() / next.Sum(m => m * m);
        // E[r1 + … + rh] = φ(1 + φ + …)·r0: with φ = 0.6 that is 1.6 and 1.96 times the first.
        Assert.Equal(1.6, Slope(2), 0.25);
        Assert.Equal(1.96, Slope(3), 0.35);
        // A sum of two such returns is wider than of two that do not know of each other.
        Assert.InRange(rows.Average(t => tape.At(2).StandardDeviation[t] / tape.StandardDeviation[t]), 1.5, 1.95); // √(1 + 1.6²) = 1.89
    }
}
