using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.OptionGroups;

/// <summary>Import's questions about files, the same options for every command that reads market files.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<string[]> _stamps = NewOption.Named(
        "--stamps",
        "END",
        "end of the bar that an intraday time names: open or close (default: what the file shows)",
        ["open", "close"],
        text => text is "open" or "close" ? null : $"must be open or close, was '{text}'"
    );
    private readonly Option<string[]> _timeZone = NewOption.Named(
        "--time-zone",
        "ZONE",
        "time zone of intraday times without one, such as America/New_York (default: what the file says, else that of the calendar)",
        [],
        text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : $"must be an IANA name such as America/New_York, was '{text}'"
    );
    private readonly Option<string[]> _calendar = NewOption.Named(
        "--calendar",
        "ID",
        "trading calendar of the bars (default: what the file shows)",
        [.. MarketCalendar.All.Select(c => c.Id)],
        CalendarFault
    );
    private readonly Option<string[]> _dayFirst = NewOption.Named(
        "--day-first",
        "YES/NO",
        "whether 03/04/2017 is 3 April: yes or no (default: what the file shows)",
        ["yes", "no"],
        text => text is "yes" or "no" ? null : $"must be yes or no, was '{text}'"
    );
    private readonly Option<string[]> _decimalMark = NewOption.Named(
        "--decimal-mark",
        "MARK",
        "decimal mark, '.' or ',' (default: what the file shows)",
        [".", ","],
        text => text is "." or "," ? null : $"must be '.' or ',', was '{text}'"
    );
    private readonly Option<string[]> _column = NewOption.Texts(
        "--column",
        "HEADING=ROLE",
        $"what a column is, such as 'Zamkniecie=close': {string.Join(", ", ColumnChoices.Words)}"
    );

    private readonly Option<string[]> _negative = NewOption.Named(
        "--negative-prices",
        "WHAT",
        "bars at or below zero: trade (the instrument trades there, such as a future) or skip (leave them out); default: refuse",
        ["trade", "skip"],
        text => text is "trade" or "skip" ? null : $"must be trade or skip, was '{text}'"
    );

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_stamps, _timeZone, _calendar, _dayFirst, _decimalMark, _column, _negative];

    /// <summary>What the user said.</summary>
    /// <exception cref="Faults.UsageException">A column without a role.</exception>
    public ReadingAnswers Answers(ParseResult parse) =>
        new(
            new[] { _stamps, _timeZone, _calendar, _dayFirst, _decimalMark, _negative }.Select(o => new NamedAnswers(
                o.Name,
                parse.Values(o)
            )),
            new ColumnAnswers(parse.Values(_column))
        );

    private static string? CalendarFault(string text)
    {
        try
        {
            MarketCalendar.ById(text);
            return null;
        }
        catch (ArgumentException)
        {
            var ids = MarketCalendar.All.Select(c => c.Id).ToArray();
            return $"must be {string.Join(", ", ids[..^1])} or {ids[^1]}, was '{text}'";
        }
    }
}
