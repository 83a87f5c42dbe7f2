using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Web.Charting;

/// <summary>The clock of a run whose bars are gone: calendar and pace of the bars as its result tells them.</summary>
internal static class ReportClock
{
    // Bars of a day are 33 hours apart on average where markets close at weekends, hours of a session 5.
    private static readonly TimeSpan s_paceOfDays = TimeSpan.FromHours(20);

    /// <summary>The clock of a result.</summary>
    public static ShownClock Of(SimulationResult result)
    {
        var prices = result.Report.Prices;
        var steps = prices.Bars.Length < 2 ? 0 : prices.Bars[^1] - prices.Bars[0];
        var isIntraday = steps > 0 && (prices.Times[^1] - prices.Times[0]) / steps < s_paceOfDays;
        return new ShownClock(MarketCalendar.Find(result.Data[0].Calendar) ?? MarketCalendar.Nyse, isIntraday);
    }
}
