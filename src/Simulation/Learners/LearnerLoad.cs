namespace Simulator.Learners;

/// <summary>What a training takes at most, as an order of magnitude: enough to refuse what no machine of this size can do.</summary>
/// <param name="MemoryBytes">Bytes of the training's own arrays, on top of bars and features.</param>
/// <param name="Seconds">Seconds on one core, where it stops nowhere early.</param>
public readonly record struct LearnerLoad(double MemoryBytes, double Seconds)
{
    /// <summary>Floating-point operations that one core does in a second of training.</summary>
    public const double OperationsPerSecond = 2e10;

    /// <summary>Seconds that a training step takes however small its networks are.</summary>
    public const double SecondsPerStep = 1.5e-3;
}
