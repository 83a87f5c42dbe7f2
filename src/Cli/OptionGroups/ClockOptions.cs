using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Markets;

namespace Simulator.Cli.OptionGroups;

/// <summary>Import's questions about the clocks of files, the same options for every command that reads market files.</summary>
internal sealed class ClockOptions
{
    private readonly Option<string[]> _stamps = NewOption.Named(
        "--stamps",
        "END",
        "end of a bar that its time names: open or close (default: what the file shows)",
        ["open", "close"],
        text => text is "open" or "close" ? null : $"must be open or close, was '{text}'"
    );
    private readonly Option<string[]> _timeZone = NewOption.Named(
        "--time-zone",
        "ZONE",
        "time zone of intraday times without one, such as America/New_York (default: that of the calendar)",
        [],
        text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : $"must be an IANA name such as America/New_York, was '{text}'"
    );
    private readonly Option<string[]> _calendar = NewOption.Named(
        "--calendar",
        "ID",
        "trading calendar of the bars (default: what the file shows)",
        [.. MarketCalendar.All.Select(c => c.Id)],
        text => FaultOf(text)
    );

    private readonly Option<string[]> _negative = NewOption.Named(
        "--negative-prices",
        "WHAT",
        "bars at or below zero: trade (the instrument trades there, such as a future) or skip (leave them out); default: refuse",
        ["trade", "skip"],
        text => text is "trade" or "skip" ? null : $"must be trade or skip, was '{text}'"
    );

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_stamps, _timeZone, _calendar, _negative];

    /// <summary>What the user said.</summary>
    public ClockAnswers Answers(ParseResult parse) =>
        new(Answer(parse, _stamps), Answer(parse, _timeZone), Answer(parse, _calendar), Answer(parse, _negative));

    private static NamedAnswers Answer(ParseResult parse, Option<string[]> option) => new(option.Name, parse.Values(option));

    private static string? FaultOf(string calendar)
    {
        try
        {
            MarketCalendar.ById(calendar);
            return null;
        }
        catch (ArgumentException)
        {
            var ids = MarketCalendar.All.Select(c => c.Id).ToArray();
            return $"must be {string.Join(", ", ids[..^1])} or {ids[^1]}, was '{calendar}'";
        }
    }
}
