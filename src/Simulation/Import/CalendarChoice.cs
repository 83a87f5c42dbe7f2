using Simulator.Markets;

namespace Simulator.Import;

/// <summary>
/// Chooses calendar and kind of a series: what the user said, what its name is known for, what the exporter is, what the rows show.
/// </summary>
internal static class CalendarChoice
{
    /// <summary>The choice, with its reason in words.</summary>
    /// <exception cref="ImportException">The user chose an unknown calendar.</exception>
    public static SymbolFacts Of(string symbol, SeriesBuffer buffer, Layout layout, ImportOptions options)
    {
        var facts =
            KnownSymbols.Find(symbol)
            ?? ByFormat(layout)
            ?? ByWeekends(buffer)
            ?? new SymbolFacts(MarketCalendar.Nyse, SeriesKind.Price, "default: nothing in the file indicates another market");
        if (facts.Kind == SeriesKind.Price && !buffer.Columns.HasOhlc && MostlySigned(buffer))
            facts = facts with { Kind = SeriesKind.Rate, Reason = $"{facts.Reason}; it has negative values, so changes are differences" };
        if (Lookup(options.Calendars, symbol) is { } own || (own = options.Calendar) is not null)
            facts = facts with { Calendar = ById(own, options), Reason = "as given" };
        return
            options.Kinds is { } kinds
            && kinds.FirstOrDefault(k => k.Key.Equals(symbol, StringComparison.OrdinalIgnoreCase)) is { Key: not null } kind
            ? facts with
            {
                Kind = kind.Value,
            }
            : facts;
    }

    private static MarketCalendar ById(string id, ImportOptions options) =>
        MarketCalendar.All.FirstOrDefault(c => c.Id == id)
        ?? throw new ImportException(
            "options",
            null,
            id,
            "unknown calendar",
            $"Choose one of {string.Join(", ", MarketCalendar.All.Select(c => c.Id))}{(options.Calendar is null ? " for the series" : "")}"
        );

    private static string? Lookup(IReadOnlyDictionary<string, string>? byText, string symbol) =>
        byText?.FirstOrDefault(c => c.Key.Equals(symbol, StringComparison.OrdinalIgnoreCase)).Value;

    private static SymbolFacts? ByFormat(Layout layout) =>
        layout.Format is "Binance klines" or "CryptoDataDownload"
            ? new SymbolFacts(MarketCalendar.Crypto, SeriesKind.Price, $"{layout.Format} holds crypto")
            : null;

    private static SymbolFacts? ByWeekends(SeriesBuffer buffer)
    {
        int saturdays = 0,
            weekdays = 0;
        for (var i = 0; i < buffer.Count; i++)
        {
            var day = new DateTime(buffer.Ticks[i]).DayOfWeek;
            saturdays += day == DayOfWeek.Saturday ? 1 : 0;
            weekdays += day is DayOfWeek.Tuesday or DayOfWeek.Wednesday ? 1 : 0;
        }
        var longer =
            buffer.Count > 1
            && Math.Abs(buffer.Ticks[buffer.Count - 1] - buffer.Ticks[0]) / Math.Max(1, buffer.Count - 1) > 6 * TimeSpan.TicksPerDay;
        return !longer && saturdays * 3 > weekdays && weekdays > 0
            ? new SymbolFacts(MarketCalendar.Crypto, SeriesKind.Price, "it has bars on Saturdays")
            : null;
    }

    private static bool MostlySigned(SeriesBuffer buffer)
    {
        var negative = 0;
        for (var i = 0; i < buffer.Count; i++)
            negative += buffer.Close[i] < 0 ? 1 : 0;
        return negative * 100 > buffer.Count;
    }
}
