namespace Simulator.Backtesting;

/// <summary>
/// What trades. A closed set distinguished by <c>kind</c>: <c>buyAndHold</c>, <c>smaCross</c>, <c>named</c>, <c>rules</c>, and
/// <c>agent</c> (defined where agents are, in the learning code).
/// </summary>
public abstract record StrategySpec;
