namespace Simulator.Backtesting;

/// <summary>
/// The equity was below the maintenance margin, and a part of the position was closed. The fills are trades that end with “margin call”.
/// </summary>
/// <param name="Bar">The bar at whose close it was.</param>
/// <param name="Equity">Equity at that close.</param>
/// <param name="Required">maintenanceFraction·|units|·price at that close.</param>
/// <param name="Units">Units to close, unsigned.</param>
public readonly record struct MarginCall(int Bar, double Equity, double Required, double Units);
