namespace Simulator.Learning.Agents.Dense;

/// <summary>What follows a dense layer.</summary>
internal enum Activation
{
    /// <summary>Nothing.</summary>
    Identity,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,
}
