using Simulator.Learners;
using Simulator.Learning.Features.Autoencoder;
using Simulator.Learning.Features.ClassicalForecast;
using Simulator.Learning.Features.EigenPortfolios;
using Simulator.Learning.Forecasters.Arima;
using Simulator.Learning.Forecasters.Boosting;
using Simulator.Learning.Forecasters.Ensembles;
using Simulator.Learning.Forecasters.Ewma;
using Simulator.Learning.Forecasters.FilteredHistorical;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Har;
using Simulator.Learning.Forecasters.Historical;
using Simulator.Learning.Forecasters.LinearRegression;
using Simulator.Learning.Forecasters.LogisticRegression;
using Simulator.Learning.Forecasters.Networks.Attention;
using Simulator.Learning.Forecasters.Networks.Convolution;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Learning.Forecasters.ScaleRegression;
using Simulator.Tests.Features;
using Simulator.Tests.Learners;
using Simulator.Volatility;

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
[Trait("Category", "Slow")]
[Trait("Category", "Slow")]
public sealed class ToyForecasterContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => ToyForecasterRow.Description;

    protected override ForecasterSpec Spec { get; } = new ToyForecasterSpec { WindowBars = 8 };
}

public sealed class ToyFeatureRowTests : LearnerContractTests
{
    protected override LearnerDescription Row => ToyFeatureRow.Description;
}

public sealed class EwmaContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => EwmaRow.Description;

    protected override ForecasterSpec Spec { get; } = new EwmaForecasterSpec { MinimumBars = 100, RefitBars = 40 };
}

public sealed class GarchContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => GarchRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new GarchForecasterSpec
        {
            Asymmetric = true,
            Innovations = Innovations.SkewedStudent,
            MinimumBars = 100,
            RefitBars = 40,
        };
}

public sealed class FilteredHistoricalContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => FilteredHistoricalRow.Description;

    protected override ForecasterSpec Spec { get; } = new FilteredHistoricalSpec { MinimumBars = 100, RefitBars = 40 };
}

public sealed class ScaleRegressionContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => ScaleRegressionRow.Description;

    protected override ForecasterSpec Spec { get; } = new ScaleRegressionSpec { MinimumBars = 100, RefitBars = 40 };
}

public sealed class HarContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => HarRow.Description;

    protected override ForecasterSpec Spec { get; } = new HarForecasterSpec { MinimumBars = 100, RefitBars = 40 };
}

public sealed class ArimaContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => ArimaRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new ArimaForecasterSpec
        {
            ArOrder = 2,
            MaOrder = 1,
            MinimumBars = 100,
            RefitBars = 40,
        };
}

public sealed class LinearRegressionContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => LinearRegressionRow.Description;

    protected override ForecasterSpec Spec { get; } = new LinearRegressionSpec { MinimumBars = 100, RefitBars = 40 };
}

public sealed class LogisticRegressionContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => LogisticRegressionRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new LogisticRegressionSpec
        {
            Innovations = Innovations.SkewedStudent,
            MinimumBars = 100,
            RefitBars = 40,
        };
}

public sealed class HistoricalContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => HistoricalRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new HistoricalForecasterSpec
        {
            LookbackBars = 80,
            MinimumBars = 100,
            RefitBars = 40,
        };
}

[Trait("Category", "Slow")]
public sealed class MlpContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => MlpRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new MlpForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            Law = Innovations.Gaussian,
            Seeds = 1,
            Epochs = 2,
            BatchSize = 32,
            TrainFolds = 1,
        };
}

[Trait("Category", "Slow")]
public sealed class CnnContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => CnnRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new CnnForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            Law = Innovations.Student,
            Seeds = 1,
            Epochs = 2,
            BatchSize = 32,
            TrainFolds = 1,
        };
}

[Trait("Category", "Slow")]
public sealed class RnnContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => RecurrentRow.Rnn;

    protected override ForecasterSpec Spec { get; } =
        new RnnForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            Seeds = 1,
            Epochs = 2,
            BatchSize = 32,
            TrainFolds = 1,
        };
}

[Trait("Category", "Slow")]
public sealed class LstmContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => RecurrentRow.Lstm;

    protected override ForecasterSpec Spec { get; } =
        new LstmForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            Layers = 2,
            Seeds = 2,
            Epochs = 2,
            BatchSize = 32,
            TrainFolds = 1,
        };
}

[Trait("Category", "Slow")]
public sealed class GruContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => RecurrentRow.Gru;

    protected override ForecasterSpec Spec { get; } =
        new GruForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            Seeds = 1,
            Epochs = 2,
            BatchSize = 32,
            TrainFolds = 1,
        };
}

[Trait("Category", "Slow")]
public sealed class TransformerContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => TransformerRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new TransformerForecasterSpec
        {
            WindowBars = 8,
            Hidden = 6,
            Seeds = 1,
            Epochs = 2,
            BatchSize = 32,
            TrainFolds = 1,
        };
}

public sealed class BoostingContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => BoostingRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new BoostingSpec
        {
            Rounds = 40,
            ColumnShare = 0.6,
            MinChildWeight = 5,
            MinimumBars = 100,
            RefitBars = 40,
        };
}

public sealed class BoostedQuantilesContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => BoostingRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new BoostingSpec
        {
            Law = BoostedLaw.Quantiles,
            Rounds = 20,
            MinChildWeight = 5,
            MinimumBars = 100,
            RefitBars = 40,
        };
}

public sealed class EnsembleContractTests : ForecasterContractTests
{
    protected override LearnerDescription Row => EnsembleRow.Description;

    protected override ForecasterSpec Spec { get; } =
        new EnsembleForecasterSpec
        {
            Members = "ewma garch",
            Weights = EnsembleWeights.Stacked,
            Conformal = true,
            MinimumBars = 100,
            RefitBars = 60,
        };
}

public sealed class EigenPortfoliosRowTests : LearnerContractTests
{
    protected override LearnerDescription Row => EigenPortfoliosRow.Description;
}

public sealed class ClassicalForecastRowTests : LearnerContractTests
{
    protected override LearnerDescription Row => ClassicalForecastRow.Description;
}

public sealed class AutoencoderRowTests : LearnerContractTests
{
    protected override LearnerDescription Row => AutoencoderRow.Description;
}

public sealed class FittedFeatureContractTests : FeatureContractTests
{
    protected override IReadOnlyList<FeatureCase> Cases { get; } =
    [
        new("eigenPortfolios", _ => new EigenPortfoliosFeature(new() { Components = 2, TrainFolds = 2 })),
        .. Enum.GetValues<ClassicalModel>()
            .Select(model => new FeatureCase(model.ToString(), _ => new ClassicalForecastFeature(new() { Model = model, TrainFolds = 2 }))),
        .. new[] { false, true }.Select(variational => new FeatureCase(
            variational ? "variational autoencoder" : "autoencoder",
            _ => new AutoencoderFeature(
                new()
                {
                    Variational = variational,
                    Codes = 2,
                    Hidden = 8,
                    Epochs = 3,
                    BatchSize = 32,
                    TrainFolds = 2,
                }
            )
        )),
    ];
}
