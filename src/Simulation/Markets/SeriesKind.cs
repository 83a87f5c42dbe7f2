namespace Simulator.Markets;

/// <summary>What a series' values are, and so how a change in them is measured.</summary>
public enum SeriesKind
{
    /// <summary>A price or index level, positive; changes are log-returns.</summary>
    Price,

    /// <summary>A rate or index in points that may be zero or negative (yields, LIBOR); changes are differences.</summary>
    Rate,

    /// <summary>A score whose level is informative (news sentiment in [-1, 1]); used without differences.</summary>
    Score,

    /// <summary>
    /// The price of an instrument that trades at zero and below, such as a future or a spread; changes are differences. It can be traded
    /// like a price: sizes and costs are of its absolute value.
    /// </summary>
    SignedPrice,
}
