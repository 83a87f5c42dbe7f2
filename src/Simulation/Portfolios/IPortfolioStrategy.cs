namespace Simulator.Portfolios;

/// <summary>
/// A rule over several assets. It is called whenever any of them has closed a bar, and sees of each only what has closed by then
/// (<see cref="PortfolioContext"/>). Assets are sorted by symbol (ordinal), whatever the order in which they were given,
/// so a result does not depend on it. One instance serves one run at a time.
/// </summary>
public interface IPortfolioStrategy
{
    /// <summary>Shown to people.</summary>
    string Name { get; }

    /// <summary>Forgets earlier runs and learns which assets there are; called once before the first <see cref="Decide"/>.</summary>
    /// <exception cref="ArgumentException">An asset that the rule needs is missing.</exception>
    void Start(IReadOnlyList<string> symbols);

    /// <summary>Called at the close of one or several bars; orders fill at the next open of their own asset at the earliest.</summary>
    void Decide(PortfolioContext context);

    /// <summary>Called once after the run: notes about the run as a whole.</summary>
    IEnumerable<string> Conclude() => [];
}
