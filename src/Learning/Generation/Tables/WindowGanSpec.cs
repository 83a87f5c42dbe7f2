namespace Simulator.Learning.Generation.Tables;

/// <summary>Sizes and rates of the training of a generator of windows of several columns.</summary>
public sealed record WindowGanSpec
{
    /// <summary>Rows of a window.</summary>
    public int Rows { get; init; } = 24;

    /// <summary>Units of the generator's recurrent layer and of the layer after it.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>Normal numbers of a row beside one for each column.</summary>
    public int RowNoise { get; init; } = 4;

    /// <summary>Normal numbers that all rows of a window share.</summary>
    public int WindowNoise { get; init; } = 8;

    /// <summary>Channels of the critic's convolutions, a multiple of <see cref="GanPathSpec.ChannelBlock"/>.</summary>
    public int CriticChannels { get; init; } = 32;

    /// <summary>Windows of a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Steps of the generator.</summary>
    public int Steps { get; init; } = 1_000;

    /// <summary>Steps of the critic before each of them.</summary>
    public int CriticSteps { get; init; } = 2;

    /// <summary>Adam's rate for both networks.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight λ of the gradient penalty.</summary>
    public double GradientPenalty { get; init; } = 10;

    /// <summary>Weight of the energy distance of the windows beside the critic.</summary>
    public double EnergyWeight { get; init; } = 1;

    /// <summary>Decay of the mean of the generator's weights, which draws the windows.</summary>
    public double AverageDecay { get; init; } = 0.99;
}
