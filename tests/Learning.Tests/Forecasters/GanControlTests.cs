using Simulator.Distributions;
using Simulator.Forecasting;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Scoring;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>The two standing controls: what was planted is found; where there is nothing, nothing is found.</summary>
[Trait("Category", "Slow")]
public sealed class GanControlTests
{
    private static readonly GanForecasterSpec s_small = new()
    {
        WindowBars = 5,
        Hidden = 16,
        NoiseDimensions = 4,
        CriticChannels = 8,
        Epochs = 25,
        PatienceEpochs = 15,
        Samples = 100,
        TrainFolds = 0,
        LearningRateMin = 2e-4,
        LearningRateMax = 2e-3,
    };

    private static readonly double[] s_planted = SyntheticReturns.Autoregressive(1_000, 0.6, 21);

    [Fact]
    public void PlantedAutoregression_IsFound()
    {
        var (skill, correlation, pValue) = Score(s_planted);
        // Knowing φ = 0.6 narrows the forecast to 0.8 of the unconditional deviation: at most 20 % of the CRPS, a correlation of 0.6.
        Assert.InRange(skill, 0.05, 0.35);
        Assert.InRange(correlation, 0.35, 0.8);
        Assert.InRange(pValue, 0, 1e-4);
    }

    [Fact]
    public void ShuffledReturns_ShowNoSkill()
    {
        var (skill, correlation, pValue) = Score(SyntheticReturns.Shuffled(s_planted, 22));
        Assert.InRange(skill, -0.05, 0.03);
        Assert.InRange(Math.Abs(correlation), 0, 0.15);
        Assert.True(!(pValue < 0.01), $"direction p-value {pValue}");
    }

    /// <summary>
    /// CRPS skill against the random walk, correlation of mean and outcome, direction p-value, over every row with an outcome.
    /// </summary>
    private static (double Skill, double Correlation, double PValue) Score(double[] returns)
    {
        var input = SyntheticReturns.Input(returns);
        var tape = new GanForecaster(s_small).Forecast(input, RecordedStage.OfForecaster().Context());
        var inputs = new ReturnInputs(input);
        var rows = Enumerable.Range(tape.FirstBar, inputs.RowCount - 1 - tape.FirstBar).ToArray();
        var randomWalk = rows.Sum(t => Crps.OfGaussian(0, inputs.Volatility[t], inputs.NextReturn[t]));
        var direction = DirectionTest.Of(
            [.. rows.Select(t => Math.Sign(tape.Mean[t]))],
            [.. rows.Select(t => Math.Sign(inputs.NextReturn[t]))]
        );
        return (1 - (rows.Sum(t => tape.Crps[t]) / randomWalk), Correlation(tape, inputs, rows), direction.PValue);
    }

    private static double Correlation(ForecastTape tape, ReturnInputs inputs, int[] rows)
    {
        var (a, b) = (rows.Average(t => tape.Mean[t]), rows.Average(t => inputs.NextReturn[t]));
        var covariance = rows.Sum(t => (tape.Mean[t] - a) * (inputs.NextReturn[t] - b));
        return covariance / Math.Sqrt(rows.Sum(t => Math.Pow(tape.Mean[t] - a, 2)) * rows.Sum(t => Math.Pow(inputs.NextReturn[t] - b, 2)));
    }
}
