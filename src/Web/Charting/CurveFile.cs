using Simulator.Backtesting;
using Simulator.Reporting;

namespace Simulator.Web.Charting;

/// <summary>
/// The account of a run as a chart reads it: form <c>SCV1</c> of <c>docs/charts.md</c>. At every bar of the test part where the run's own
/// account is kept, else at the points of its report, which are at most a few thousand.
/// </summary>
public static class CurveFile
{
    /// <summary>Curves at every bar.</summary>
    /// <param name="times">[bar of the series] shown times.</param>
    /// <param name="account">The account.</param>
    /// <param name="hold">What it is compared with; null for nothing.</param>
    public static ColumnFile Of(double[] times, BacktestResult account, BacktestResult? hold)
    {
        ArgumentNullException.ThrowIfNull(account);
        List<(string, ReadOnlyMemory<double>)> lines = [("equity", account.Equity), ("drawdown", Drawdown(account.Equity))];
        if (hold is not null && hold.Equity.Length == account.Equity.Length)
            lines.Add(("benchmark", hold.Equity));
        lines.Add(("position", Position(account.Trades, account.FirstBar, account.LastBar)));
        return Of(times.AsMemory(account.FirstBar, account.Equity.Length), lines);
    }

    /// <summary>Curves at the points of a report; with an asset also its share of the account.</summary>
    public static ColumnFile Of(ShownClock clock, PerformanceReport report, string? asset = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (account, prices) = (report.Accounts[0], report.Prices);
        List<(string, ReadOnlyMemory<double>)> lines = [("equity", account.Equity), ("drawdown", account.Drawdown)];
        if (report.Accounts.FirstOrDefault(a => a.Name == ReportBuilder.BuyAndHoldName && a != account) is { } hold)
            lines.Add(("benchmark", hold.Equity));
        if (asset is not null && report.Portfolio?.Assets.FirstOrDefault(a => a.Symbol == asset) is { } share)
            lines.Add(("weight", share.Weights));
        if (report.Portfolio is null && report.Trades.Count < ReportBuilder.MaxTrades && prices.Bars.Length > 0)
        {
            var whole = Position(report.Trades, prices.Bars[0], prices.Bars[^1]);
            lines.Add(("position", prices.Bars.Select(b => whole[b - prices.Bars[0]]).ToArray()));
        }
        return Of(prices.Times.Select(clock.Of).ToArray(), lines);
    }

    private static ColumnFile Of(ReadOnlyMemory<double> times, List<(string Name, ReadOnlyMemory<double> Values)> lines) =>
        new(
            ColumnHeader.Of("SCV1"u8, [0, (uint)times.Length, (uint)lines.Count]),
            [times, .. lines.Select(l => l.Values)],
            [.. lines.Select(l => l.Name)]
        );

    private static double[] Drawdown(double[] equity)
    {
        var (falls, peak) = (new double[equity.Length], double.NegativeInfinity);
        for (var i = 0; i < falls.Length; i++)
        {
            peak = Math.Max(peak, equity[i]);
            falls[i] = peak > 0 ? 1 - (equity[i] / peak) : 0;
        }
        return falls;
    }

    // Units held at the close of each bar: a trade counts from its entry bar to the bar before its exit.
    private static double[] Position(IReadOnlyList<Trade> trades, int first, int last)
    {
        var held = new double[last - first + 1];
        foreach (var trade in trades)
        {
            var (entry, exit) = (Math.Max(0, trade.EntryBar - first), trade.IsOpen ? held.Length : trade.ExitBar - first);
            if (entry < held.Length)
                held[entry] += trade.Size;
            if (exit >= 0 && exit < held.Length)
                held[exit] -= trade.Size;
        }
        for (var i = 1; i < held.Length; i++)
        {
            var sum = held[i - 1] + held[i];
            held[i] = Math.Abs(sum) < 1e-9 * Math.Abs(held[i - 1]) ? 0 : sum; // what rounding leaves of a closed position
        }
        return held;
    }
}
