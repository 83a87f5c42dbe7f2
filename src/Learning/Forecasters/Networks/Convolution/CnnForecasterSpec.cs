namespace Simulator.Learning.Forecasters.Networks.Convolution;

/// <summary>Dilated convolutions over the window.</summary>
public sealed record CnnForecasterSpec : NetworkForecasterSpec
{
    /// <summary>Three layers of kernel 3 see 29 bars.</summary>
    public CnnForecasterSpec() => Layers = 3;

    /// <summary>Bars that one convolution reads.</summary>
    public int KernelBars { get; init; } = 3;
}
