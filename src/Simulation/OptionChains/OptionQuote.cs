using Simulator.Options;

namespace Simulator.OptionChains;

/// <summary>A contract at the end of a day.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Expiry">The day on which it expires.</param>
/// <param name="Strike">Strike, in the unit of the underlying.</param>
/// <param name="Right">Call or put.</param>
/// <param name="Price">The middle of bid and ask, else the close; NaN where there is none.</param>
/// <param name="Volume">Contracts traded that day; NaN where the file does not say.</param>
/// <param name="OpenInterest">Contracts open; NaN where the file does not say.</param>
/// <param name="FileVolatility">The file's own implied volatility, a fraction per year; NaN where there is none.</param>
public readonly record struct OptionQuote(
    int Line,
    DateOnly Expiry,
    double Strike,
    OptionRight Right,
    double Price,
    double Volume,
    double OpenInterest,
    double FileVolatility
)
{
    /// <summary>Whether it was traded that day, as far as the file says.</summary>
    public bool TradedToday => !(Volume == 0);

    /// <summary>Whether the file knows of no trade in it, ever.</summary>
    public bool NeverTraded => Volume == 0 && !(OpenInterest > 0);
}

/// <summary>The contracts of a day.</summary>
/// <param name="Source">The file.</param>
/// <param name="Day">The trading day.</param>
/// <param name="FileSpot">The underlying as the file gives it; NaN where it does not.</param>
/// <param name="Quotes">The contracts.</param>
public sealed record ChainDay(string Source, DateOnly Day, double FileSpot, IReadOnlyList<OptionQuote> Quotes);
