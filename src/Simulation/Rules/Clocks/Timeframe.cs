using Simulator.Markets;

namespace Simulator.Rules.Clocks;

/// <summary>Units of a timeframe.</summary>
internal enum TimeframeUnit
{
    Minutes,
    Days,
    Weeks,
    Months,
}

/// <summary>The bars that a part of a rule is computed on instead of the series' own.</summary>
/// <param name="Unit">Minutes, or trading days, weeks (Monday to Sunday) or months of the market's calendar.</param>
/// <param name="Count">Minutes; otherwise 1.</param>
internal readonly record struct Timeframe(TimeframeUnit Unit, int Count)
{
    /// <summary>Nominal length.</summary>
    public BarInterval Interval =>
        Unit switch
        {
            TimeframeUnit.Minutes => BarInterval.Minutes(Count),
            TimeframeUnit.Days => BarInterval.Daily,
            TimeframeUnit.Weeks => BarInterval.Weekly,
            _ => BarInterval.Monthly,
        };

    /// <inheritdoc/>
    public override string ToString() =>
        Unit switch
        {
            TimeframeUnit.Minutes => FormattableString.Invariant($"minutes({Count}, …)"),
            TimeframeUnit.Days => "daily(…)",
            TimeframeUnit.Weeks => "weekly(…)",
            _ => "monthly(…)",
        };
}
