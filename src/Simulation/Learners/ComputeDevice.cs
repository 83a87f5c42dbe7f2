namespace Simulator.Learners;

/// <summary>Where a learner trains.</summary>
/// <param name="Kind"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Description">For people and for the result.</param>
public sealed record ComputeDevice(string Kind, string Description)
{
    /// <summary>The processor.</summary>
    public static ComputeDevice Cpu { get; } = new("cpu", "cpu");
}
