using System.Globalization;

namespace Simulator.Robustness.Causality;

/// <summary>A rule with another series as it is, and with that series known one of its bars later.</summary>
/// <param name="Symbol">The other series.</param>
/// <param name="Return">Total return, a fraction.</param>
/// <param name="DelayedReturn">The same with the series delayed.</param>
/// <param name="TStatistic">t of the mean difference of the log-returns of bars; NaN where the runs are the same.</param>
public sealed record DelayFinding(string Symbol, double Return, double DelayedReturn, double TStatistic)
{
    /// <summary>Share of the log-return that must be left with the series delayed.</summary>
    public const double LeastLeft = 0.25;

    /// <summary>t from which the difference is more than chance.</summary>
    public const double Significant = 2;

    /// <summary>Whether the gain is there only while the series is not delayed, by more than chance.</summary>
    public bool LivesOnUndelayed =>
        Return > 0 && Math.Log(1 + DelayedReturn) < LeastLeft * Math.Log(1 + Return) && TStatistic >= Significant;

    /// <summary>The finding as a sentence.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"with {Symbol} known one of its bars later the return is {100 * DelayedReturn:0.#} % instead of {100 * Return:0.#} %"
        );
}
