using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Learners;

/// <summary>
/// Learns to forecast the target's next return and writes the walk-forward tape. Contract: row t never depends on a bar after t.
/// </summary>
public interface IForecaster
{
    /// <summary>
    /// Trains fold after fold and returns the tape; reports progress, saves checkpoints, resumes from
    /// <see cref="StageContext.Checkpoint"/>.
    /// </summary>
    ForecastTape Forecast(ForecastInput input, StageContext context);
}

/// <summary>What a forecaster sees.</summary>
/// <param name="Target">The forecast series.</param>
/// <param name="Features">Its features, unscaled; the forecaster fits its scaler on the past of each fold.</param>
/// <param name="Split">Where training ends and the test begins.</param>
public sealed record ForecastInput(BarSeries Target, FeatureTable Features, SplitSpec Split)
{
    /// <summary>
    /// Other series on the target's clock, for a forecaster that learns on them as well; empty for one whose row does not say that it does
    /// (<see cref="LearnerTable.ReadsRelated"/>).
    /// </summary>
    public IReadOnlyList<AlignedSeries> Related { get; init; } = [];
}
