using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>What the user says about the clocks of files: import's questions, answered on the command line.</summary>
/// <param name="stamps">Which end of a bar its time names: <c>open</c> or <c>close</c>.</param>
/// <param name="timeZones">IANA zones of intraday times that carry none.</param>
/// <param name="calendars">Ids of trading calendars.</param>
/// <param name="negativePrices">What to do with prices at zero and below: <c>trade</c> or <c>skip</c>.</param>
internal sealed class ClockAnswers(NamedAnswers stamps, NamedAnswers timeZones, NamedAnswers calendars, NamedAnswers negativePrices)
{
    /// <summary>Without any answer.</summary>
    public static ClockAnswers None =>
        new(new("--stamps", []), new("--time-zone", []), new("--calendar", []), new("--negative-prices", []));

    /// <summary>The zone for all files; it serves only times whose zone is not known otherwise.</summary>
    public string? ZoneForAll => timeZones.ForAll;

    /// <summary>Options of an import, with the answers for one file.</summary>
    /// <param name="options">The other options.</param>
    /// <param name="names">Names of the file and of its series.</param>
    public ImportOptions For(ImportOptions options, IReadOnlyList<string> names) =>
        options with
        {
            Stamps = (stamps.Named(names) ?? stamps.ForAll) switch
            {
                "open" => BarStamp.Open,
                "close" => BarStamp.Close,
                _ => null,
            },
            TimeZone = timeZones.Named(names),
            Calendar = calendars.Named(names) ?? calendars.ForAll,
            Calendars = calendars.ByName.Count > 0 ? calendars.ByName : null,
            Kinds =
                PricesAtOrBelowZero(names) == "trade"
                    ? names.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(n => n, _ => SeriesKind.SignedPrice)
                    : options.Kinds,
        };

    /// <summary>What to do with prices at zero and below in a file: <c>trade</c>, <c>skip</c>, or null where nobody said.</summary>
    public string? PricesAtOrBelowZero(IReadOnlyList<string> names) => negativePrices.Named(names) ?? negativePrices.ForAll;

    /// <summary>Marks the calendars of series as used: import finds them by name.</summary>
    public void UseCalendarsOf(IReadOnlyList<string> series)
    {
        foreach (var name in series)
            calendars.Named([name]);
    }

    /// <summary>Refuses answers for names that no file and no series has.</summary>
    /// <exception cref="Faults.UsageException">There are such names.</exception>
    public void RefuseUnused(IReadOnlyCollection<string> names)
    {
        foreach (var answers in new[] { stamps, timeZones, calendars, negativePrices })
            answers.RefuseUnused(names);
    }
}
