namespace Simulator.Backtesting;

/// <summary>
/// Orders and open parts that were used and are used again, so that a long run allocates none by the trade. Desks of one thread may share
/// one: what one of them frees, the next takes while it is still in the processor's cache.
/// </summary>
internal sealed class DeskPool
{
    /// <summary>Orders that nobody holds.</summary>
    public Stack<Order> Orders { get; } = new();

    /// <summary>Open parts that nobody holds.</summary>
    public Stack<OpenTrade> Parts { get; } = new();

    /// <summary>The orders of a bar while they are tried.</summary>
    public List<Order> Pass { get; } = [];
}
