using System.Globalization;
using System.Text;

namespace Simulator.Reporting;

/// <summary>
/// A report's lists as comma-separated text: a heading, ISO 8601 times in UTC, numbers that read back to the same double, an undefined
/// number empty.
/// </summary>
public static class ReportCsv
{
    /// <summary>One row per trade, in the report's order, with the profit so far; an open trade has no exit.</summary>
    public static string Trades(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder(
            "trade,symbol,side,units,entryTime,entryPrice,exitTime,exitPrice,commission,profitLoss,cumulativeProfitLoss,"
                + "returnFraction,barsHeld,adverseExcursion,favourableExcursion,isOpen,tag,entryReason,exitReason\n"
        );
        var sum = 0.0;
        for (var i = 0; i < report.Trades.Count; i++)
        {
            var t = report.Trades[i];
            var excursion = TradeExcursion.Of(report.Prices, t);
            sum += t.ProfitLoss;
            Row(
                text,
                Count(i + 1),
                Quoted(t.Symbol),
                t.Size > 0 ? "long" : "short",
                Number(Math.Abs(t.Size)),
                Time(t.EntryTime),
                Number(t.EntryPrice),
                t.IsOpen ? "" : Time(t.ExitTime),
                t.IsOpen ? "" : Number(t.ExitPrice),
                Number(t.Commission),
                Number(t.ProfitLoss),
                Number(sum),
                Number(t.ReturnFraction),
                Count(t.ExitBar - t.EntryBar),
                Number(excursion?.Adverse ?? double.NaN),
                Number(excursion?.Favourable ?? double.NaN),
                t.IsOpen ? "true" : "false",
                Quoted(t.Tag),
                Quoted(t.EntryReason),
                t.IsOpen ? "" : Quoted(t.ExitReason)
            );
        }
        return text.ToString();
    }

    /// <summary>One row per fill, in order of time.</summary>
    public static string Fills(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder("time,symbol,units,price,value,opens,closes,trade,reason\n");
        foreach (var f in ReportFill.Of(report.Trades))
            Row(
                text,
                Time(f.Time),
                Quoted(f.Symbol),
                Number(f.Units),
                Number(f.Price),
                Number(f.Value),
                f.Opens ? "true" : "false",
                f.Closes ? "true" : "false",
                Count(f.FirstTrade),
                Quoted(f.Reason)
            );
        return text.ToString();
    }

    /// <summary>One row per point of the curves: close, then equity, drawdown and exposure of every account.</summary>
    public static string Equity(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var accounts = report.Accounts;
        var text = new StringBuilder("time,close");
        foreach (var a in accounts)
            text.Append(CultureInfo.InvariantCulture, $",{Quoted($"{a.Name}: equity")},{Quoted($"{a.Name}: drawdown")}")
                .Append(',')
                .Append(Quoted($"{a.Name}: exposure"));
        text.Append('\n');
        for (var i = 0; i < report.Prices.Times.Length; i++)
        {
            text.Append(Time(report.Prices.Times[i])).Append(',').Append(Number(report.Prices.Close[i]));
            foreach (var a in accounts)
                text.Append(',')
                    .Append(Number(a.Equity[i]))
                    .Append(',')
                    .Append(Number(a.Drawdown[i]))
                    .Append(',')
                    .Append(Number(a.Exposure[i]));
            text.Append('\n');
        }
        return text.ToString();
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells) => text.AppendJoin(',', cells).Append('\n');

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // A spreadsheet takes a cell that begins with one of these for a formula.
    private static string Quoted(string? text) =>
        text is null or "" ? ""
        : "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? Quoted("'" + text)
        : text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
