using Simulator.Import;

namespace Simulator.Cli.Markets;

/// <summary>A question about the clock of a file that neither the file nor the user answers.</summary>
/// <param name="Unknown">What is not known, as the end of “nothing says …”.</param>
/// <param name="Assumed">What is taken instead.</param>
/// <param name="Option">The option that answers it.</param>
/// <param name="Choices">Values of the option, as text.</param>
internal sealed record OpenQuestion(string Unknown, string Assumed, string Option, string Choices)
{
    private const string GuessedZone = "the file does not state its time zone";
    private const string GuessedCalendar = "default:";

    /// <summary>The open questions about the instants of a file's bars.</summary>
    /// <param name="file">The file as read.</param>
    /// <param name="options">What the user said.</param>
    public static IReadOnlyList<OpenQuestion> Of(ImportedFile file, ImportOptions options)
    {
        var preview = file.Preview;
        if (!preview.Interval.IsIntraday)
            return [];
        var questions = new List<OpenQuestion>();
        if (options.TimeZone is null && preview.Warnings.Any(w => w.StartsWith(GuessedZone, StringComparison.Ordinal)))
            questions.Add(new("in which time zone its times are", preview.TimeZone, "--time-zone", "a zone such as America/New_York"));
        if (options.Stamps is null && preview.Stamps == BarStamp.Open && !WritesBarStarts(preview.Format))
            questions.Add(new("whether its times are the starts or the ends of bars", "starts", "--stamps", "open or close"));
        return questions;
    }

    /// <summary>Whether the calendar of a series is only a default.</summary>
    public static bool IsDefaultCalendar(ProposedSeries series) =>
        series.CalendarReason.StartsWith(GuessedCalendar, StringComparison.Ordinal);

    private static bool WritesBarStarts(string format) =>
        format is "Binance klines" or "LEAN" or "MetaTrader 4" or "MetaTrader 5" or "CryptoDataDownload";
}
