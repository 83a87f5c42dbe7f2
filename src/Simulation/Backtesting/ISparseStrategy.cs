using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// A rule that knows in advance at which bar it will next place orders, because it computed its signals for many bars at once. The bars
/// before are only valued. Only for rules of this assembly: they see the whole series and must themselves ensure what
/// <see cref="BarContext"/> makes certain for every other rule, that the answer at a bar follows from bars up to it.
/// </summary>
internal interface ISparseStrategy : IStrategy
{
    /// <summary>
    /// The first bar, <paramref name="bar"/> or later, at which <see cref="IStrategy.Decide"/> would order something; a bar beyond the
    /// series for none.
    /// </summary>
    /// <param name="series">The traded series.</param>
    /// <param name="bar">The first bar that is asked about.</param>
    /// <param name="cancellation">Ends a long search.</param>
    int NextBar(BarSeries series, int bar, CancellationToken cancellation);
}
