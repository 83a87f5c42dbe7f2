namespace Simulator.Cli.CommandLines;

/// <summary>The numbers that an option takes.</summary>
/// <param name="Words">The range in words, after “must be a number”: “above 0 and at most 1e15”.</param>
/// <param name="Holds">Whether a number is inside.</param>
internal sealed record NumberRange(string Words, Func<double, bool> Holds);
