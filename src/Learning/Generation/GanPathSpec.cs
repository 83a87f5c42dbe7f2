using Simulator.Learning.Forecasters.Gan;

namespace Simulator.Learning.Generation;

/// <summary>Sizes and rates of the path generator's training.</summary>
public sealed record GanPathSpec
{
    /// <summary>Bars of a window that the critic sees.</summary>
    public int WindowBars { get; init; } = 32;

    /// <summary>Units of the generator's recurrent layer.</summary>
    public int Hidden { get; init; } = 16;

    /// <summary>Normal numbers that it reads for each bar; at least 2, the first of return and volume.</summary>
    public int NoiseDimensions { get; init; } = 4;

    /// <summary>
    /// Channels come in blocks: with 8 and with 24 the slope of the dilated convolutions was NaN now and then, with 16 never (libtorch
    /// 2.10 on a processor).
    /// </summary>
    public const int ChannelBlock = 16;

    /// <summary>Channels of the critic's convolutions, a multiple of <see cref="ChannelBlock"/>.</summary>
    public int CriticChannels { get; init; } = 16;

    /// <summary>Windows of a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Steps of the generator.</summary>
    public int Steps { get; init; } = 400;

    /// <summary>Steps of the critic before each of them.</summary>
    public int CriticSteps { get; init; } = 2;

    /// <summary>Adam's rate for both networks.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Weight λ of the gradient penalty.</summary>
    public double GradientPenalty { get; init; } = 10;

    /// <summary>Weight of the energy distance of the windows beside the critic.</summary>
    public double EnergyWeight { get; init; } = 1;

    /// <summary>Decay of the mean of the generator's weights, which draws the paths.</summary>
    public double AverageDecay { get; init; } = 0.98;

    /// <summary>
    /// <see cref="GanLoss.Wasserstein"/>, or <see cref="GanLoss.EnergyScore"/> for the twin of the same architecture without critic.
    /// </summary>
    public GanLoss Loss { get; init; } = GanLoss.Wasserstein;
}
