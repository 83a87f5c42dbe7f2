namespace Simulator.Features;

/// <summary>
/// A feature that is learned from the past. Told apart by <c>kind</c>, the name of its row in the table of learners; each row has a spec of
/// its own, derived from this one, whose members stand beside the kind.
/// </summary>
public abstract record FittedFeatureSpec : FeatureSpec
{
    /// <summary>Models over the training part, each serving the stretch after its own; two more serve validation and test.</summary>
    public int TrainFolds { get; init; } = 4;
}
