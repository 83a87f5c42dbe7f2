namespace Simulator.Backtesting;

/// <summary>
/// A rule that is called at the close of every bar and returns orders. It sees the bars up to the one asked about and its own
/// account, nothing else (<see cref="BarContext"/>). One instance serves one run at a time; <see cref="Start"/> forgets the last.
/// </summary>
public interface IStrategy
{
    /// <summary>Shown to people, e.g. <c>moving-average cross 10/30</c>.</summary>
    string Name { get; }

    /// <summary>The first bar of the series at whose close everything that the rule needs exists (29 for a 30-bar average).</summary>
    int FirstReadyBar { get; }

    /// <summary>Forgets earlier runs; called once before the first <see cref="Decide"/>.</summary>
    void Start();

    /// <summary>
    /// Called at the close of <see cref="BarContext.Bar"/>, for consecutive bars; orders fill at the next open at the earliest.
    /// </summary>
    void Decide(BarContext context);
}
