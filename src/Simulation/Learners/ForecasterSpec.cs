namespace Simulator.Learners;

/// <summary>
/// What forecasts the returns to come. Told apart by <c>kind</c>, the name of the forecaster's row in <see cref="LearnerTable"/>;
/// each row has a spec of its own, derived from this one.
/// </summary>
public abstract record ForecasterSpec
{
    /// <summary>Bars ahead. The pipeline trades on a horizon of 1.</summary>
    public int HorizonBars { get; init; } = 1;
}
