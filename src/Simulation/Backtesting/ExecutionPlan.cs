using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>What happens to unfilled units after the window of a parent order.</summary>
public enum UnfilledRest
{
    /// <summary>They are cancelled.</summary>
    Cancel,

    /// <summary>They are traded at market after the window, until they are filled.</summary>
    Market,
}

/// <summary>
/// How a parent order is worked off: over so many bars, a slice each, rounded down to lots on the running total, so that the last slice
/// brings the exact size. What a slice leaves unfilled is added to the next.
/// </summary>
public abstract record ExecutionPlan
{
    private protected ExecutionPlan() { }

    /// <summary>Bars of the window, ≥ 1; the first is the one after the decision.</summary>
    public required int Bars { get; init; }

    /// <summary>Worst price of every slice; NaN for slices at market.</summary>
    public double Limit { get; init; } = double.NaN;

    /// <summary>What happens to the unfilled rest after the window.</summary>
    public UnfilledRest Rest { get; init; }

    /// <summary>Share of the units for each bar of the window, from bars ≤ <paramref name="bar"/> only; they add up to 1.</summary>
    internal abstract double[] Shares(BarSeries series, int bar);

    private protected void Check()
    {
        if (Bars is < 1 or > 1_000_000)
            throw new ArgumentException(
                FormattableString.Invariant($"the window of a parent order must be between 1 and 1000000 bars, was {Bars}")
            );
        if (Limit <= 0 || double.IsInfinity(Limit))
            throw new ArgumentException(FormattableString.Invariant($"the limit price of a parent order must be above 0, was {Limit}"));
    }

    private protected double[] Equal()
    {
        var shares = new double[Bars];
        Array.Fill(shares, 1.0 / Bars);
        return shares;
    }
}

/// <summary>Time-weighted: the same share on every bar.</summary>
public sealed record TwapPlan : ExecutionPlan
{
    internal override double[] Shares(BarSeries series, int bar)
    {
        Check();
        return Equal();
    }
}

/// <summary>
/// Volume-weighted: each bar's share is that of its expected volume, from the symbol's own past. Intraday the expected volume of a bar
/// is the mean volume of the same time of day over the last <see cref="ProfileDays"/> trading days; the bars to come are taken to follow
/// each other by time of day as those of the past did. Daily and longer bars have no time of day: there bar k of the window expects the
/// mean volume of the bars that were k-th in the last <see cref="ProfileDays"/> windows of the same length. Without past volume the
/// shares are equal.
/// </summary>
public sealed record VwapPlan : ExecutionPlan
{
    /// <summary>Trading days, or windows, that the profile is taken from, ≥ 1.</summary>
    public int ProfileDays { get; init; } = 20;

    internal override double[] Shares(BarSeries series, int bar)
    {
        Check();
        if (ProfileDays is < 1 or > 10_000)
            throw new ArgumentException(FormattableString.Invariant($"a volume profile needs between 1 and 10000 days, was {ProfileDays}"));
        var volumes = series.Interval.IsIntraday
            ? VolumeProfile.ByTimeOfDay(series, bar, Bars, ProfileDays)
            : VolumeProfile.ByBar(series, bar, Bars, ProfileDays);
        var sum = volumes.Sum();
        return sum > 0 ? Array.ConvertAll(volumes, v => v / sum) : Equal();
    }
}
