using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>What every forecaster has that is fitted anew every few weeks.</summary>
public abstract record RefittedForecasterSpec : ForecasterSpec
{
    /// <summary>Past bars that the first model is fitted on; forecasts begin after them.</summary>
    public int MinimumBars { get; init; } = 500;

    /// <summary>Bars that one model serves before the next is fitted.</summary>
    public int RefitBars { get; init; } = 63;
}
