namespace Simulator.Parameters;

/// <summary>What two parameters must be to each other.</summary>
/// <param name="Smaller">Name of the smaller.</param>
/// <param name="Larger">Name of the larger.</param>
public readonly record struct StrategyConstraint(string Smaller, string Larger)
{
    /// <summary>As sweeps read it: <c>fast&lt;slow</c>.</summary>
    public override string ToString() => $"{Smaller}<{Larger}";
}
