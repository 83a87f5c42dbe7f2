using Simulator.Backtesting;

namespace Simulator.Strategies;

/// <summary>Buys at the first open of the test part and holds.</summary>
public sealed record BuyAndHoldStrategySpec : StrategySpec;
