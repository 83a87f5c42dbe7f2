using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// A rule that knows without being asked bar by bar when it will next have something to do, because its signals were found out for many
/// bars
/// at once. The bars before are only valued. Open to rules of this assembly alone: they see the whole series and have to keep by themselves
/// what
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
