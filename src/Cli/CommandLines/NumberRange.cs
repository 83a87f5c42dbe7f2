using Simulator.Backtesting;

namespace Simulator.Cli.CommandLines;

/// <summary>The numbers that an option takes.</summary>
/// <param name="Words">The range in words, after “must be a number”: “above 0 and at most 1e15”.</param>
/// <param name="Holds">Whether a number is inside.</param>
internal sealed record NumberRange(string Words, Func<double, bool> Holds)
{
    /// <summary>The range of a setting, as specs have it.</summary>
    public static NumberRange Of(Bound bound) => new(bound.MustBe, bound.Contains);
}
