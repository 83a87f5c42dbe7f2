namespace Simulator.Learning.Forecasters.Networks.Recurrent;

/// <summary>A simple recurrent network over the window.</summary>
public sealed record RnnForecasterSpec : NetworkForecasterSpec;
