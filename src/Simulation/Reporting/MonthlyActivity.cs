namespace Simulator.Reporting;

/// <summary>How much an account held and traded in a calendar month (UTC).</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Exposure">Mean of |position value ÷ equity| over the points of the curve in it.</param>
/// <param name="Turnover">Σ |units|·price of its fills ÷ mean equity; NaN where the report does not keep every fill.</param>
public sealed record MonthlyActivity(DateOnly Month, double Exposure, double Turnover)
{
    /// <summary>The months of the account under test, in order.</summary>
    /// <param name="report">The report.</param>
    /// <param name="fills">Its fills.</param>
    /// <param name="fillsAreWhole">Whether those are all of them.</param>
    public static IReadOnlyList<MonthlyActivity> Of(PerformanceReport report, IReadOnlyList<ReportFill> fills, bool fillsAreWhole)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(fills);
        var (account, times) = (report.Accounts[0], report.Prices.Times);
        var traded = fills.GroupBy(f => MonthOf(f.Time)).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
        return
        [
            .. Enumerable
                .Range(0, times.Length)
                .GroupBy(i => MonthOf(times[i]))
                .Select(m => new MonthlyActivity(
                    m.Key,
                    m.Average(i => Math.Abs(account.Exposure[i])),
                    fillsAreWhole ? traded.GetValueOrDefault(m.Key) / m.Average(i => account.Equity[i]) : double.NaN
                )),
        ];
    }

    private static DateOnly MonthOf(DateTime time) => new(time.Year, time.Month, 1);
}
