namespace Simulator.Learning.Agents.Dense;

/// <summary>Where a layer lies in its network's parameters: weights [inputs, width] and after them biases [width].</summary>
/// <param name="Inputs">Values that go in.</param>
/// <param name="Outputs">Values that come out.</param>
/// <param name="At">Place of the first weight.</param>
/// <param name="Activation">What follows.</param>
internal readonly record struct DenseLayer(int Inputs, int Outputs, int At, Activation Activation)
{
    /// <summary>Outputs up to the next multiple of sixteen; what is beyond the outputs is 0.</summary>
    public int Width => Product.Padded(Outputs);

    /// <summary>Place of the first bias.</summary>
    public int BiasAt => At + (Inputs * Width);

    /// <summary>One past the last bias.</summary>
    public int End => BiasAt + Width;
}
