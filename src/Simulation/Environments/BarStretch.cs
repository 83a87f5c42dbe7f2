namespace Simulator.Environments;

/// <summary>Bars in a row.</summary>
/// <param name="First">The first.</param>
/// <param name="End">One past the last.</param>
public readonly record struct BarStretch(int First, int End)
{
    /// <summary>Number of bars.</summary>
    public int Length => End - First;
}
