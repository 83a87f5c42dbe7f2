using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Historical;
using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Networks.Attention;
using Simulator.Learning.Forecasters.Networks.Convolution;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Scoring;
using Simulator.Tests.Series;

namespace Simulator.Tests.Learning.Forecasters.Networks;

/// <summary>The standing controls of every neural forecaster: what was planted is found; where there is nothing, nothing is.</summary>
[Trait("Category", "Slow")]
public sealed class NetworkControlTests
{
    private const int Bars = 2_000;
    private const int Lags = 4;

    private static readonly Dictionary<string, NetworkForecasterSpec> s_specs = new(StringComparer.Ordinal)
    {
        ["lstm"] = new LstmForecasterSpec(),
        ["gru"] = new GruForecasterSpec(),
        ["rnn"] = new RnnForecasterSpec(),
        ["cnn"] = new CnnForecasterSpec(),
        ["transformer"] = new TransformerForecasterSpec(),
        ["mlp"] = new MlpForecasterSpec(),
    };

    private static readonly double[] s_autoregressive = SyntheticReturns.Autoregressive(Bars, 0.6, 21);
    private static readonly double[] s_shuffled = SyntheticReturns.Shuffled(s_autoregressive, 22);

    public static TheoryData<string> Names => [.. s_specs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void PlantedFeatureOfTheVolatility_IsFoundAtTheLastBarAndFurtherBack(string name)
    {
        // Knowing x, or the sum of the four values before it, makes exp(0.5·x) known: against the volatility of past returns that is 5 % of
        // the CRPS, and with x of other days nothing.
        var (x, z) = (ReferenceSeries.Logistic(Bars, 6), ReferenceSeries.Logistic(Bars, 7));
        double[] near = [0, .. Enumerable.Range(1, Bars - 1).Select(t => 0.01 * Math.Exp(0.5 * x[t - 1]) * z[t])];
        double[] far = [.. Enumerable.Range(0, Bars).Select(t => 0.01 * Math.Exp(0.25 * Before(x, t - 1)) * z[t])];
        var other = ReferenceSeries.Logistic(Bars, 8);
        Assert.InRange(Skill(name, near, x) - Skill(name, near, other), 0.02, 0.2);
        Assert.InRange(Skill(name, far, x) - Skill(name, far, other), 0.008, 0.2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PlantedAutoregression_IsFound(string name)
    {
        // Knowing φ = 0.6 narrows the forecast to 0.8 of the unconditional deviation: at most 20 % of the CRPS.
        var scores = Scores(name, SyntheticReturns.Input(s_autoregressive));
        Assert.InRange(scores.Skill, 0.1, 0.25);
        Assert.InRange(scores.DirectionPValue, 0, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ShuffledReturns_ShowNoSkill(string name)
    {
        var input = SyntheticReturns.Input(s_shuffled);
        var scores = Scores(name, input);
        // The random walk's volatility moves where there is nothing to follow; a volatility that stands still is better by that much.
        var still = Scores(new HistoricalForecasterSpec(), input);
        Assert.InRange(scores.Skill - still.Skill, -0.02, 0.005);
        Assert.False(scores.DirectionPValue < 0.01, $"direction p-value {scores.DirectionPValue}");
    }

    private static double Before(double[] x, int row) => Enumerable.Range(1, Lags).Sum(k => x[Math.Max(0, row - k)]);

    private static double Skill(string name, double[] returns, double[] feature)
    {
        var input = SyntheticReturns.Input(returns);
        return Scores(name, input with { Features = new FeatureTable(["planted"], [feature]) }).Skill;
    }

    private static ForecastScores Scores(string name, ForecastInput input) =>
        Scores(s_specs[name] with { TrainFolds = 0, Seeds = 1, WindowBars = 8, LearningRate = 3e-3 }, input);

    private static ForecastScores Scores(ForecasterSpec spec, ForecastInput input)
    {
        var tape = LearnerTable.Create(spec).Forecast(input, RecordedStage.OfForecaster().Context());
        return ForecastScorer.Score(tape, input.Target, input.Split.ValidationStart(Bars), Bars - 1);
    }
}
