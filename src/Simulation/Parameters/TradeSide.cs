namespace Simulator.Parameters;

/// <summary>Which sides a two-sided rule takes.</summary>
public enum TradeSide
{
    /// <summary>Long on one signal, short on the other.</summary>
    Both,

    /// <summary>Long, else flat.</summary>
    Long,

    /// <summary>Short, else flat.</summary>
    Short,
}
