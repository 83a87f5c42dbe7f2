namespace Simulator.Derivation.Fundamentals;

/// <summary>A figure of a report.</summary>
internal enum Figure
{
    /// <summary>Earnings per share of the period.</summary>
    EarningsPerShare,

    /// <summary>Book value per share at the period's end.</summary>
    BookValuePerShare,

    /// <summary>Net income of the period.</summary>
    NetIncome,

    /// <summary>Equity of the shareholders at the period's end.</summary>
    Equity,

    /// <summary>Shares at the period's end.</summary>
    Shares,

    /// <summary>Revenue of the period.</summary>
    Revenue,
}
