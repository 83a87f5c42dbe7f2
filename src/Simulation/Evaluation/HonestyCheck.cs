namespace Simulator.Evaluation;

/// <summary>A check with its outcome.</summary>
public sealed record HonestyCheck(string Name, bool Passed, string Detail);
