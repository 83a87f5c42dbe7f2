namespace Simulator.Learning.Forecasters.Networks.Attention;

/// <summary>Self-attention over the window.</summary>
public sealed record TransformerForecasterSpec : NetworkForecasterSpec
{
    /// <summary>Parts that each attend by themselves; <see cref="NetworkForecasterSpec.Hidden"/> is a multiple of them.</summary>
    public int Heads { get; init; } = 2;
}
