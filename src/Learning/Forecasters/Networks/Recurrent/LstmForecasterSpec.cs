namespace Simulator.Learning.Forecasters.Networks.Recurrent;

/// <summary>A network of long short-term memory over the window.</summary>
public sealed record LstmForecasterSpec : NetworkForecasterSpec;
