using Simulator.Markets;

namespace Simulator.Appending;

/// <summary>A bar that both series have, with other figures.</summary>
/// <param name="Stored">The bar of the stored series.</param>
/// <param name="Added">The bar of the new one.</param>
public sealed record Contradiction(Bar Stored, Bar Added);
