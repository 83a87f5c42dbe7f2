namespace Simulator.Jobs;

/// <summary>A stage of a kind of work.</summary>
/// <param name="Name">Its name in the ledger, the hub and the API, camelCase.</param>
/// <param name="Doing">What happens in it, for where it does not say so itself: “computing features”.</param>
/// <param name="Weight">Its length relative to the kind's other stages; used by the progress bar only.</param>
public sealed record JobStage(string Name, string Doing, double Weight = 1)
{
    /// <summary>Which learner trains in it, by its name in the table of learners; null where none does.</summary>
    public string? Learner { get; init; }
}
