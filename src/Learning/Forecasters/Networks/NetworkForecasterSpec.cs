using Simulator.Learners;
using Simulator.Learning.Forecasters.Networks.Augmentation;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>What every neural forecaster has: a network that gives the parameters of a law of the next return.</summary>
public abstract record NetworkForecasterSpec : ForecasterSpec
{
    /// <summary>Family of the predictive law.</summary>
    public Innovations Law { get; init; } = Innovations.SkewedStudent;

    /// <summary>Trailing window that the model reads, in bars.</summary>
    public int WindowBars { get; init; } = 20;

    /// <summary>Units of a layer.</summary>
    public int Hidden { get; init; } = 16;

    /// <summary>Layers.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Passes over the training windows of a fold, at most.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Windows per step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Adam's rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Share of units that are switched off in a training step, [0, 1).</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Weight of the squared weights in the gradient (L2).</summary>
    public double WeightDecay { get; init; } = 1e-3;

    /// <summary>Length that a gradient is cut to.</summary>
    public double GradientNorm { get; init; } = 1;

    /// <summary>How training windows are changed.</summary>
    public AugmentationKind Augmentation { get; init; }

    /// <summary>
    /// How much: deviation of the noise (jitter) or of the factors (scaling) in units of an input's own, bound of the logarithm of the pace
    /// (window warping), probability per bar that a block ends (block bootstrap); in (0, 1].
    /// </summary>
    public double AugmentationStrength { get; init; } = 0.1;

    /// <summary>Passes over the windows of the related series before the target's own; 0 for none.</summary>
    public int PretrainEpochs { get; init; }

    /// <summary>Epochs without a better validation CRPS after which a fold stops.</summary>
    public int PatienceEpochs { get; init; } = 10;

    /// <summary>Models of each fold, from different seeds; the forecast is the law of their mean quantiles.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>
    /// Models over the training part (each forecasts the stretch after its own); one more serves validation and one the test.
    /// </summary>
    public int TrainFolds { get; init; } = 2;
}
