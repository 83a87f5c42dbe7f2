namespace Simulator.Decisions;

/// <summary>
/// What a policy wants to hold after each bar: −1 short, 0 flat, +1 long, as a fraction of equity. Decided at the close of
/// the bar with what was known then; the engine carries it out at the next bar's open.
/// </summary>
/// <param name="FirstBar">The first bar with a decision.</param>
/// <param name="TargetExposure">[bar] in [−1, 1]; NaN before <paramref name="FirstBar"/>.</param>
public sealed record DecisionTape(int FirstBar, double[] TargetExposure);
