using Simulator.Backtesting;
using Simulator.Reporting;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>A trade as the list shows it.</summary>
/// <param name="Number">From 1, in the report's order.</param>
/// <param name="Trade">The trade.</param>
/// <param name="Cumulative">Profit of all trades that ended by then, this one included.</param>
/// <param name="EntryCause">Why it was opened, in a word or two.</param>
/// <param name="ExitCause">Why it was closed; “open” where it was not.</param>
/// <param name="Excursion">Its worst and best price; null where they are not known.</param>
public sealed record TradeLine(int Number, Trade Trade, double Cumulative, string EntryCause, string ExitCause, TradeExcursion? Excursion)
{
    /// <summary>“long” or “short”.</summary>
    public string Side => Trade.Size > 0 ? ReportText.Long : ReportText.Short;

    /// <summary>The asset; empty with one.</summary>
    public string Symbol => Trade.Symbol ?? "";

    /// <summary>Calendar month of its end, UTC.</summary>
    public string Month => Trade.ExitTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Bars from entry to exit.</summary>
    public int Bars => Trade.ExitBar - Trade.EntryBar;

    /// <summary>Worst price compared with the entry, as a fraction; NaN where unknown.</summary>
    public double Adverse => Excursion?.Adverse ?? double.NaN;

    /// <summary>Best price compared with the entry.</summary>
    public double Favourable => Excursion?.Favourable ?? double.NaN;

    /// <summary>The trades of a report.</summary>
    public static IReadOnlyList<TradeLine> Of(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (lines, sum) = (new TradeLine[report.Trades.Count], 0.0);
        for (var i = 0; i < lines.Length; i++)
        {
            var trade = report.Trades[i];
            sum += trade.ProfitLoss;
            lines[i] = new TradeLine(
                i + 1,
                trade,
                sum,
                ReportWords.Cause(trade.EntryReason),
                trade.IsOpen ? ReportText.TradeOpen : ReportWords.Cause(trade.ExitReason),
                TradeExcursion.Of(report.Prices, trade)
            );
        }
        return lines;
    }
}
