using Simulator.Seeding;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>
/// Takes each row of a round with the same probability. XGBoost's own sampling would draw from a state of the whole thread.
/// </summary>
/// <param name="share">The probability, in (0, 1].</param>
/// <param name="random">Not asked where every row is taken.</param>
internal sealed class RowSampler(double share, SplitMix64 random)
{
    /// <summary>Whether the next row is taken.</summary>
    public bool Takes() => share >= 1 || random.NextDouble() < share;
}
