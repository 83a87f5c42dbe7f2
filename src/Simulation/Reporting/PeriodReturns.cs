namespace Simulator.Reporting;

/// <summary>
/// Returns of an account as far as a report's curve tells them: of each bar, or of each day (UTC) where bars are shorter than a day.
/// </summary>
/// <param name="Times">End of each period, UTC.</param>
/// <param name="Returns">Simple returns; the first against the cash at the start.</param>
/// <param name="Equity">Equity at the end of each period.</param>
/// <param name="IsWhole">The curve has every bar, so that no period is missing or joined with another.</param>
public sealed record PeriodReturns(DateTime[] Times, double[] Returns, double[] Equity, bool IsWhole)
{
    /// <summary>The returns of one of a report's accounts.</summary>
    public static PeriodReturns Of(PerformanceReport report, int account = 0)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (prices, own) = (report.Prices, report.Accounts[account]);
        var ends = Ends(prices.Times);
        var (returns, equity) = (new double[ends.Length], Array.ConvertAll(ends, i => own.Equity[i]));
        var before = StartingCash(own);
        for (var i = 0; i < ends.Length; i++)
        {
            returns[i] = before == 0 ? 0 : (equity[i] / before) - 1;
            before = equity[i];
        }
        return new PeriodReturns(Array.ConvertAll(ends, i => prices.Times[i]), returns, equity, IsEveryBar(prices));
    }

    /// <summary>Cash that an account began with; NaN where its statistics do not tell.</summary>
    public static double StartingCash(AccountReport account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return
            account.Statistics.TryGetValue("finalEquity", out var final)
            && account.Statistics.TryGetValue("returnFraction", out var gain)
            && gain > -1
            ? final / (1 + gain)
            : account.Equity.FirstOrDefault(double.NaN);
    }

    /// <summary>Whether a curve has every bar of its run.</summary>
    public static bool IsEveryBar(PriceCurve prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        return prices.Bars.Length == 0 || prices.Bars[^1] - prices.Bars[0] + 1 == prices.Bars.Length;
    }

    /// <summary>Whether bars are a day or longer: no two of neighbouring times lie within one day.</summary>
    public static bool IsDaily(DateTime[] times)
    {
        ArgumentNullException.ThrowIfNull(times);
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] < TimeSpan.FromHours(20))
                return false;
        }
        return true;
    }

    private static int[] Ends(DateTime[] times) =>
        IsDaily(times)
            ? [.. Enumerable.Range(0, times.Length)]
            : [.. Enumerable.Range(0, times.Length).Where(i => i == times.Length - 1 || times[i].Date != times[i + 1].Date)];
}
