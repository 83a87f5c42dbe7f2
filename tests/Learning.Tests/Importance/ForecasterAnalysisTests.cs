using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Boosting;
using Simulator.Learning.Forecasters.Ewma;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Importance;
using Simulator.Tests.Learning.Forecasters;
using Simulator.Tests.Series;

namespace Simulator.Tests.Learning.Importance;

/// <summary>What inputs are worth to the spec's own forecaster: the planted one, and none of the planted noise.</summary>
[Trait("Category", "Slow")]
public sealed class ForecasterAnalysisTests
{
    private const int Bars = 1_200;
    private static readonly ImportanceOptions s_options = new()
    {
        Folds = 4,
        NoiseColumns = 2,
        Repeats = 2,
    };
    private static readonly ForecastInput s_input = Input();

    public static TheoryData<string> Kinds => ["mlp", "gan", "xgboost"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PlantedInput_StandsAboveTheNoise_AndTheSurrogateSeesItsSlope(string kind)
    {
        var result = ForecasterAnalysis.Of(s_input, Spec(kind), s_options, everyBars: 100, default);
        Assert.Equal((kind, 4), (result.Forecaster, result.Stretches));
        Assert.True(result.Inputs[0] is { Name: "planted", IsBeyondNoise: true }, Text(result));
        Assert.Equal(2, result.Inputs.Count(i => i.IsNoise));
        Assert.DoesNotContain(result.Inputs, i => i.IsNoise && i.IsBeyondNoise);
        Assert.Equal(2, result.Inputs.TakeLast(2).Count(i => i.IsNoise));
        Assert.NotEmpty(result.Surrogates);
        var column = result.Columns.ToList().IndexOf("planted");
        foreach (var surrogate in result.Surrogates.Where(s => s.LogDeviation.Fits))
            Assert.Equal(column, surrogate.LogDeviation.Slopes.ToList().IndexOf(surrogate.LogDeviation.Slopes.Max()));
        Assert.Contains(result.Surrogates, s => s.LogDeviation.Fits);
    }

    [Fact]
    public void SameSeed_GivesTheSameFigures()
    {
        Assert.Equal(Text(Measure(Spec("mlp"))), Text(Measure(Spec("mlp"))));
        static ForecasterImportance Measure(ForecasterSpec spec) => ForecasterAnalysis.Of(s_input, spec, s_options, 0, default);
    }

    [Fact]
    public void ForecasterThatReadsNoFeature_IsRefusedWithARemedy()
    {
        var error = Assert.Throws<SimulationException>(() =>
            ForecasterAnalysis.Of(s_input, new EwmaForecasterSpec(), s_options, 0, default)
        );
        Assert.Contains("forecaster 'ewma' cannot be asked about inputs that did not occur; use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooFewForecasts_AreToldWithARemedy()
    {
        var options = s_options with { Folds = 100 };
        var error = Assert.Throws<SimulationException>(() => ForecasterAnalysis.Of(s_input, Spec("mlp"), options, 0, default));
        Assert.Contains("fewer --folds", error.Message, StringComparison.Ordinal);
    }

    private static ForecasterSpec Spec(string kind) =>
        kind switch
        {
            "mlp" => new MlpForecasterSpec
            {
                WindowBars = 3,
                Hidden = 8,
                Epochs = 20,
                LearningRate = 0.01,
                Seeds = 1,
                TrainFolds = 1,
            },
            "gan" => new GanForecasterSpec
            {
                WindowBars = 3,
                Hidden = 8,
                NoiseDimensions = 2,
                CriticChannels = 4,
                CriticSteps = 2,
                Epochs = 30,
                LearningRateMax = 0.01,
                TrainFolds = 1,
                Scale = Simulator.Learning.Forecasters.ScaleKind.Weighted,
            },
            _ => new BoostingSpec { MinimumBars = 400, RefitBars = 150 },
        };

    private static string Text(ForecasterImportance result) =>
        string.Join(
            Environment.NewLine,
            result.Inputs.Select(i => FormattableString.Invariant($"{i.Name} {i.Rise:R} ± {i.StandardError:R}, p {i.PValue:R}"))
        );

    private static ForecastInput Input()
    {
        var (x, z) = (ReferenceSeries.Logistic(Bars, 6), ReferenceSeries.Logistic(Bars, 7));
        double[] returns = [0, .. Enumerable.Range(1, Bars - 1).Select(t => 0.01 * Math.Exp(0.6 * x[t - 1]) * z[t])];
        return SyntheticReturns.Input(returns) with { Features = new FeatureTable(["planted"], [x]) };
    }
}
