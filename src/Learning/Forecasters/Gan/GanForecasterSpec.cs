using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Conditional WGAN-GP: LSTM generator with noise, one-dimensional convolutional critic with LayerNorm
/// (Gulrajani et al. 2017; penalty λ = <see cref="GradientPenalty"/>, one-sided as in Petzka et al. 2018).
/// </summary>
public sealed record GanForecasterSpec : ForecasterSpec
{
    /// <summary>What generator and critic are trained by.</summary>
    public GanLoss Loss { get; init; } = GanLoss.Wasserstein;

    /// <summary>What becomes of the generator's draws before they are the forecast.</summary>
    public GanSampling Sampling { get; init; } = GanSampling.Raw;

    /// <summary>Volatility that returns are divided by: the law that training starts from has its scale.</summary>
    public ScaleKind Scale { get; init; } = ScaleKind.Ensemble;

    /// <summary>Bars of a drawn path: forecasts are made for 1 … so many bars ahead.</summary>
    public int PathBars { get; init; } = 1;

    /// <summary>Generator's LSTM units in each layer.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>Layers of the generator's LSTM, 1 to 3.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Noise inputs per bar of the window.</summary>
    public int NoiseDimensions { get; init; } = 8;

    /// <summary>Critic's convolution channels.</summary>
    public int CriticChannels { get; init; } = 16;

    /// <summary>Passes of the generator over the training windows of a fold, at most.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Windows per step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Critic steps before each generator step.</summary>
    public int CriticSteps { get; init; } = 5;

    /// <summary>Weight λ of the gradient penalty, which is one-sided: it charges slopes above 1 only.</summary>
    public double GradientPenalty { get; init; } = 10;

    /// <summary>
    /// Weight of the CRPS of the generator's own draws in its loss, beside the critic's score of weight 1; 0 for the critic alone.
    /// </summary>
    public double CrpsWeight { get; init; } = 1;

    /// <summary>Share of the generator's units that are switched off in a training step, [0, 1).</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Weight of the generator's squared weights in its gradient (L2).</summary>
    public double WeightDecay { get; init; } = 1e-3;

    /// <summary>
    /// Weight in the generator's loss of the squares of location and log-scale, which draws it towards the law that training starts from.
    /// </summary>
    public double Shrinkage { get; init; }

    /// <summary>
    /// How sure training must be to count: the mean gain in validation CRPS over the law that it started from, in standard errors. Below it
    /// that law serves. 0 for any gain.
    /// </summary>
    public double Evidence { get; init; } = 1;

    /// <summary>Weight in the generator's loss of the sizes of its weights (L1).</summary>
    public double L1 { get; init; }

    /// <summary>Longest gradient of a step, over all weights of a network together; 0 for no bound.</summary>
    public double LargestGradient { get; init; }

    /// <summary>
    /// Decay of the mean over the generator's weights of past steps, which then serves in their place; 0 for the weights themselves.
    /// </summary>
    public double AverageDecay { get; init; }

    /// <summary>
    /// Share of the generator's weights that a second stage of training holds at zero, before a third one trains all of them again
    /// (Han et al. 2017); 0 for one stage.
    /// </summary>
    public double Sparsity { get; init; }

    /// <summary>What becomes of the rows that decided when to stop.</summary>
    public HeldOutUse HeldOut { get; init; } = HeldOutUse.LeaveOut;

    /// <summary>Course of the learning rate.</summary>
    public RateSchedule Schedule { get; init; } = RateSchedule.Triangular;

    /// <summary>Whether the highest learning rate is found by a range test (Smith 2017) before each training.</summary>
    public bool RateTest { get; init; }

    /// <summary>Lowest learning rate of the cycle.</summary>
    public double LearningRateMin { get; init; } = 1e-4;

    /// <summary>Highest learning rate of the cycle.</summary>
    public double LearningRateMax { get; init; } = 1e-3;

    /// <summary>Epochs without a better validation CRPS after which a fold stops.</summary>
    public int PatienceEpochs { get; init; } = 25;

    /// <summary>Samples drawn per forecast, even and ≥ 4: half from noise z, half from −z.</summary>
    public int Samples { get; init; } = 200;

    /// <summary>Bound of the tail δ of the base noise (<see cref="HeavyTails"/>), 0 … 0.45; 0 for normal noise.</summary>
    public double LargestTail { get; init; } = 0.3;

    /// <summary>Models of each fold, from different seeds; the forecast has the mean of their quantiles.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>
    /// Models over the training part (each forecasts the stretch after its own); one more serves validation and one the test, unless
    /// <see cref="RefitBars"/> says more.
    /// </summary>
    public int TrainFolds { get; init; } = 2;

    /// <summary>Bars of validation and test after which a new model takes over; 0 for one model each.</summary>
    public int RefitBars { get; init; }

    /// <summary>Trailing window that the model reads, in bars.</summary>
    public int WindowBars { get; init; } = 17;
}
