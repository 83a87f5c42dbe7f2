namespace Simulator.Markets.Exchanges;

/// <summary>Years, both ends included.</summary>
/// <param name="First">First year.</param>
/// <param name="Last">Last year.</param>
public readonly record struct YearRange(int First, int Last)
{
    /// <summary>Whether a year lies in the range.</summary>
    public bool Contains(int year) => year >= First && year <= Last;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{First}–{Last}");
}
