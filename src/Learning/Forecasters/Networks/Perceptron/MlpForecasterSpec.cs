namespace Simulator.Learning.Forecasters.Networks.Perceptron;

/// <summary>A perceptron with hidden layers over the whole window.</summary>
public sealed record MlpForecasterSpec : NetworkForecasterSpec;
