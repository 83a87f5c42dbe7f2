namespace Simulator.Markets;

/// <summary>One bar. <paramref name="CloseTime"/> is when it became known (UTC): a decision on this bar is taken then.</summary>
/// <param name="CloseTime">Close of the bar, UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Units traded; NaN where the source has none.</param>
public readonly record struct Bar(DateTime CloseTime, double Open, double High, double Low, double Close, double Volume);
