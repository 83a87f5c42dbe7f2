using System.Globalization;
using Simulator.Markets;

namespace Simulator.Import;

/// <summary>
/// The clock on which a file writes its intraday times: what the file says, else what its exporter does, else a question. Where every time
/// has its own offset, the zone only names the clock.
/// </summary>
internal sealed record FileClock(TimeZoneInfo Zone, string Why, IReadOnlyList<ImportQuestion> Question)
{
    /// <summary>The clock of a file.</summary>
    /// <exception cref="ImportException">The user named an unknown zone.</exception>
    public static FileClock Of(StampedRows rows, Table table, Layout layout, MarketCalendar calendar, ImportOptions options)
    {
        if (table.Zones.HasOffsets)
            return new FileClock(WrittenOffsets.Clock(rows.Buffer, calendar), "as written in the file", []);
        if (options.TimeZone is { } given)
            return new FileClock(Find(given), "as given", []);
        if (table.Zones.Zone is { } named)
            return new FileClock(named, "as written in the file", []);
        if (layout.SaidZone is { } said)
            return new FileClock(said.Zone ?? WrittenOffsets.FixedZone(said.Minutes), layout.SaidZoneAt, []);
        return layout.Format switch
        {
            "Binance klines" or "NinjaTrader" or "CryptoDataDownload" => new(TimeZoneInfo.Utc, $"{layout.Format} writes UTC", []),
            "Stooq" => new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"), "Stooq writes Warsaw time", []),
            "LEAN" => new(calendar.TimeZone, "LEAN writes the exchange's time", []),
            "MetaTrader 4" or "MetaTrader 5" => Asked(
                TimeZoneInfo.Utc,
                "MetaTrader writes the broker's time, often two or three hours ahead of UTC",
                calendar
            ),
            _ when calendar.OpenTime is null => Asked(TimeZoneInfo.Utc, "usual for markets that trade around the clock", calendar),
            _ => Asked(calendar.TimeZone, string.Create(CultureInfo.InvariantCulture, $"the clock of {calendar.Name}"), calendar),
        };
    }

    private static FileClock Asked(TimeZoneInfo zone, string why, MarketCalendar calendar)
    {
        var name = zone.Id is "Etc/UTC" or "UTC" ? "UTC" : zone.Id;
        var text = $"the file does not state its time zone: {name} is assumed ({why}), please confirm";
        string[] choices = [.. new[] { name, calendar.TimeZoneId, "UTC", "America/New_York", "Europe/London", "Europe/Berlin" }.Distinct()];
        return new FileClock(zone, why, [new ImportQuestion(QuestionTopic.TimeZone, null, text, "--time-zone", name, choices)]);
    }

    private static TimeZoneInfo Find(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new ImportException("options", null, id, "unknown time zone", "Give an IANA name such as America/New_York or Etc/UTC");
}
