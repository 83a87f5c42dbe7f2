using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Historical;

/// <summary>Past returns as they were.</summary>
public sealed record HistoricalForecasterSpec : RefittedForecasterSpec
{
    /// <summary>How many of the last returns count, in bars; null for all.</summary>
    public int? LookbackBars { get; init; }
}
