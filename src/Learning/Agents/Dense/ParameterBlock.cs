namespace Simulator.Learning.Agents.Dense;

/// <summary>What an optimiser moves: numbers and the gradient of the loss by each, in the same padded order.</summary>
internal sealed class ParameterBlock(int length)
{
    /// <summary>The numbers; padding is 0 and stays it, since its gradient is 0.</summary>
    public AlignedFloats Values { get; } = new(length);

    /// <summary>The gradients of the last backward pass.</summary>
    public AlignedFloats Gradients { get; } = new(length);
}
