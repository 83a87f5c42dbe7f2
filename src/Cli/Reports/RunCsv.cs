using System.Globalization;
using System.Text;
using Simulator.Statistics;

namespace Simulator.Cli.Reports;

/// <summary>A run as comma-separated files: a heading, ISO 8601 times in UTC, numbers that read back to the same double.</summary>
internal static class RunCsv
{
    /// <summary>
    /// One row per bar: close time, close, equity, drawdown (a fraction, at least 0), exposure (signed fraction of the equity).
    /// </summary>
    public static string Equity(AccountFigures account)
    {
        var (series, result) = (account.Series, account.Result);
        var drawdown = Drawdowns.Curve(result.Equity, result.StartingCash);
        var text = new StringBuilder("time,close,equity,drawdown,exposure\n");
        for (var i = 0; i < result.Equity.Length; i++)
            Row(
                text,
                Time(series.CloseTimeAt(result.FirstBar + i)),
                Number(series.Close[result.FirstBar + i]),
                Number(result.Equity[i]),
                Number(drawdown[i]),
                Number(result.Exposure[i])
            );
        return text.ToString();
    }

    /// <summary>One row per trade, open ones last with empty exits.</summary>
    public static string Trades(AccountFigures account)
    {
        var text = new StringBuilder(
            "size,entryBar,entryTime,entryPrice,exitBar,exitTime,exitPrice,"
                + "profitLoss,commission,returnFraction,isOpen,tag,entryReason,exitReason\n"
        );
        foreach (var trade in account.Result.Trades.OrderBy(t => t.IsOpen))
            Row(
                text,
                Number(trade.Size),
                trade.EntryBar.ToString(CultureInfo.InvariantCulture),
                Time(trade.EntryTime),
                Number(trade.EntryPrice),
                trade.IsOpen ? "" : trade.ExitBar.ToString(CultureInfo.InvariantCulture),
                trade.IsOpen ? "" : Time(trade.ExitTime),
                trade.IsOpen ? "" : Number(trade.ExitPrice),
                Number(trade.ProfitLoss),
                Number(trade.Commission),
                Number(trade.ReturnFraction),
                trade.IsOpen ? "true" : "false",
                Quoted(trade.Tag),
                Quoted(trade.EntryReason),
                trade.IsOpen ? "" : Quoted(trade.ExitReason)
            );
        return text.ToString();
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells) => text.AppendJoin(',', cells).Append('\n');

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Quoted(string? text) =>
        text is null ? ""
        : text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
