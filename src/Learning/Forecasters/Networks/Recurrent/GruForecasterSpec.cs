namespace Simulator.Learning.Forecasters.Networks.Recurrent;

/// <summary>A network of gated recurrent units over the window.</summary>
public sealed record GruForecasterSpec : NetworkForecasterSpec;
