namespace Simulator.Backtesting;

/// <summary>The numbers that a setting takes.</summary>
/// <param name="MustBe">The range in words, after “must be”: “between 1 and 1000”.</param>
/// <param name="Contains">Whether a number lies inside; false for NaN.</param>
public sealed record Bound(string MustBe, Func<double, bool> Contains);
