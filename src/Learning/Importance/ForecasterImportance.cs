using Simulator.Learning.Explanations;

namespace Simulator.Learning.Importance;

/// <summary>What every input is worth to a forecaster of the spec, and what stands for it near some bars.</summary>
/// <param name="Symbol">The target.</param>
/// <param name="Forecaster">Its kind.</param>
/// <param name="Rows">Forecasts before the test part, each out of sample.</param>
/// <param name="Stretches">Parts of them that standard errors are made of.</param>
/// <param name="Crps">Their mean CRPS.</param>
/// <param name="Inputs">The inputs, the most important first, then the planted noise.</param>
/// <param name="Columns">Names of the inputs, in the order of the slopes.</param>
/// <param name="Surrogates">Local surrogates at some of the rows; empty where none were asked for.</param>
public sealed record ForecasterImportance(
    string Symbol,
    string Forecaster,
    int Rows,
    int Stretches,
    double Crps,
    IReadOnlyList<InputImportance> Inputs,
    IReadOnlyList<string> Columns,
    IReadOnlyList<SurrogateRow> Surrogates
);

/// <summary>What an input is worth.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsNoise">Whether it was planted.</param>
/// <param name="Rise">What the CRPS rises by when the input is put in random order, as a share of the CRPS.</param>
/// <param name="StandardError">Its standard error over the stretches.</param>
/// <param name="PValue">
/// Probability of a rise at least so far above that of the planted noise, adjusted for the number of inputs; NaN for noise.
/// </param>
/// <param name="IsBeyondNoise">Whether that is below 0.05 and the rise above that of every planted input.</param>
public sealed record InputImportance(string Name, bool IsNoise, double Rise, double StandardError, double PValue, bool IsBeyondNoise);

/// <summary>The surrogates of a forecast.</summary>
/// <param name="Bar">At whose close it was made.</param>
/// <param name="Mean">Of the mean, in units of the volatility at the bar.</param>
/// <param name="LogDeviation">Of the logarithm of the deviation in that unit.</param>
public sealed record SurrogateRow(int Bar, LocalSurrogate Mean, LocalSurrogate LogDeviation);
