using Simulator.Markets;

namespace Simulator.Import;

/// <summary>
/// Chooses calendar and kind of a series: what the user said, what its name is known for, what the exporter is, what the rows show, which
/// exchanges have the clock that the file writes; else New York, with a question.
/// </summary>
internal static class CalendarChoice
{
    /// <summary>The choice, with its reason in words.</summary>
    /// <exception cref="ImportException">The user chose an unknown calendar.</exception>
    public static SymbolFacts Of(string symbol, SeriesBuffer buffer, Table table, Layout layout, ImportOptions options)
    {
        var facts =
            Named(symbol, buffer, table)
            ?? (symbol == buffer.Symbol ? null : Named(buffer.Symbol, buffer, table)) // the file's own name, where another was chosen
            ?? ByFormat(layout)
            ?? ByWeekends(buffer)
            ?? ByClock(symbol, buffer, table, layout)
            ?? Asked(symbol, MarketCalendar.Nyse, "default: nothing in the file indicates another market");
        if (facts.Kind == SeriesKind.Price && !buffer.Columns.HasOhlc && MostlySigned(buffer))
            facts = facts with { Kind = SeriesKind.Rate, Reason = $"{facts.Reason}; it has negative values, so changes are differences" };
        if (Lookup(options.Calendars, symbol) is { } own || (own = options.Calendar) is not null)
            facts = facts with { Calendar = ById(own, options), Reason = "as given", Questions = [] };
        return
            options.Kinds is { } kinds
            && kinds.FirstOrDefault(k => k.Key.Equals(symbol, StringComparison.OrdinalIgnoreCase)) is { Key: not null } kind
            ? facts with
            {
                Kind = kind.Value,
            }
            : facts;
    }

    private static MarketCalendar ById(string id, ImportOptions options)
    {
        try
        {
            return MarketCalendar.ById(id);
        }
        catch (ArgumentException e)
        {
            throw new ImportException(
                "options",
                null,
                id,
                "unknown calendar",
                $"Choose one of {string.Join(", ", MarketCalendar.All.Select(c => c.Id))}"
                    + (options.Calendar is null ? " for the series" : ""),
                e
            );
        }
    }

    private static string? Lookup(IReadOnlyDictionary<string, string>? byText, string symbol) =>
        byText?.FirstOrDefault(c => c.Key.Equals(symbol, StringComparison.OrdinalIgnoreCase)).Value;

    private static SymbolFacts? Named(string symbol, SeriesBuffer buffer, Table table)
    {
        if (KnownSymbols.Find(symbol) is { } known)
            return known;
        if (ExchangeSuffixes.Of(symbol) is not { } suffix)
            return null;
        if (suffix.Calendar is not { } calendar)
        {
            var nearest = WrittenOffsets.Calendars(buffer) is [var match, ..] ? match : MarketCalendar.Nyse;
            return Asked(symbol, nearest, suffix.Reason);
        }
        var facts = new SymbolFacts(calendar, SeriesKind.Price, suffix.Reason);
        return table.Zones.HasOffsets && WrittenOffsets.Contradict(buffer, calendar) is { } offset
            ? facts with
            {
                Questions = [Contradiction(symbol, calendar, offset)],
            }
            : facts;
    }

    private static ImportQuestion Contradiction(string symbol, MarketCalendar calendar, string offset) =>
        Question(
            symbol,
            calendar,
            $"{symbol} is named like a series of {calendar.Name}, but its times are written at {offset}, which is not the clock there: "
                + $"{calendar.Id} is assumed, the dates are used as they are written"
        );

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
            var day = new DateTime(buffer.Local(i)).DayOfWeek;
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

    /// <summary>By the clock that the file writes: offsets, or the name of a zone.</summary>
    private static SymbolFacts? ByClock(string symbol, SeriesBuffer buffer, Table table, Layout layout)
    {
        if (table.Zones.Zone is null && table.Zones.HasOffsets)
        {
            if (!WrittenOffsets.HasOther(buffer))
                return ByMidnights(symbol, buffer); // UTC is no exchange's clock
            var exchanges = WrittenOffsets.Calendars(buffer);
            return exchanges.Count switch
            {
                0 => Asked(
                    symbol,
                    WrittenOffsets.Fixed(buffer),
                    $"its times are written at {WrittenOffsets.Names(buffer)}, the clock of no exchange whose calendar is known here"
                ),
                1 => new SymbolFacts(exchanges[0], SeriesKind.Price, $"its times are written on the clock of {exchanges[0].Name}"),
                _ => Asked(
                    symbol,
                    exchanges[0],
                    $"its times are written on the clock of {string.Join(" and of ", exchanges.Select(e => e.Name))}"
                ),
            };
        }
        var zone = table.Zones.Zone ?? layout.SaidZone?.Zone;
        return zone is not null && MarketCalendar.All.FirstOrDefault(c => c.TimeZoneId == zone.Id) is { } calendar
            ? new SymbolFacts(calendar, SeriesKind.Price, $"its times are those of {zone.Id}")
            : null;
    }

    /// <summary>Dates that are written as instants in UTC are midnights on the clock of their exchange.</summary>
    private static SymbolFacts? ByMidnights(string symbol, SeriesBuffer buffer)
    {
        var rows = new StampedRows(buffer, [.. Enumerable.Range(0, buffer.Count)]);
        if (rows.Count < 2 || rows.AreDates || !rows.AreDaysApart)
            return null;
        var exchanges = MarketCalendar.All.Where(c => WrittenOffsets.IsExchange(c) && rows.AreMidnightsIn(c.TimeZone)).ToList();
        return exchanges.Count == 0
            ? null
            : Asked(
                symbol,
                exchanges[0],
                $"its times are midnights on the clock of {string.Join(" and of ", exchanges.Select(e => e.Name))}"
            );
    }

    private static SymbolFacts Asked(string symbol, MarketCalendar calendar, string reason) =>
        new(calendar, SeriesKind.Price, reason)
        {
            Questions =
            [
                Question(symbol, calendar, $"which exchange's calendar does {symbol} follow? {calendar.Name} is assumed ({reason})"),
            ],
        };

    private static ImportQuestion Question(string symbol, MarketCalendar calendar, string text) =>
        new(
            QuestionTopic.Calendar,
            symbol,
            text,
            "--calendar",
            calendar.Id,
            [calendar.Id, .. MarketCalendar.All.Select(c => c.Id).Where(id => id != calendar.Id)]
        );

    private static bool MostlySigned(SeriesBuffer buffer)
    {
        var negative = 0;
        for (var i = 0; i < buffer.Count; i++)
            negative += buffer.Close[i] < 0 ? 1 : 0;
        return negative * 100 > buffer.Count;
    }
}
