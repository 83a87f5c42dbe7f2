using Simulator.Markets;

namespace Simulator.Synthetic;

/// <summary>What is planted in the built-in series, in words for pages and reports.</summary>
public static class DemoNotes
{
    private static readonly Lazy<DemoMarket> s_shipped = new(() => DemoMarket.Create());

    /// <summary>
    /// What can be learned on a series; null for one that is not, or no stretch of, the built-in DEMO or DEMO_SHUFFLED of this version,
    /// such as the DEMO of an earlier version or somebody's own.
    /// </summary>
    public static string? On(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!series.IsSynthetic || series.Count == 0)
            return null;
        var market = s_shipped.Value;
        return IsStretchOf(series, market.Target)
                ? "DEMO was made with something to learn: the news score of a day, DEMO_NEWS, explains about 5 % of the variance of DEMO's "
                    + "next return, and it turns slowly. Little else foretells the returns. Real markets seldom offer as much."
            : IsStretchOf(series, market.Shuffled)
                ? "DEMO_SHUFFLED is DEMO with its days in random order: nothing foretells its returns, so the best an agent can do is to "
                    + "leave it alone."
            : null;
    }

    /// <summary>Where a built-in series comes from, for the list of series.</summary>
    public static string SourceOf(string symbol) =>
        symbol switch
        {
            "DEMO" => "built-in demo market (synthetic; DEMO_NEWS explains about 5 % of its next return's variance)",
            DemoMarket.ShuffledSymbol => "built-in demo market (synthetic; the days of DEMO in random order)",
            _ => "built-in demo market (synthetic)",
        };

    private static bool IsStretchOf(BarSeries series, BarSeries whole)
    {
        if (series.Symbol != whole.Symbol)
            return false;
        var first = Array.BinarySearch(whole.CloseTimeTicks, series.CloseTimeTicks[0]);
        return first >= 0
            && first + series.Count <= whole.Count
            && series.Close.AsSpan().SequenceEqual(whole.Close.AsSpan(first, series.Count));
    }
}
