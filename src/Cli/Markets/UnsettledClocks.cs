using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>
/// What to do about questions that stay open. Of a file that is read alone all bars move together, so an assumption is a note. Where
/// several series meet, a wrong clock shows one of them too early, so it is an error that names the option.
/// </summary>
internal static class UnsettledClocks
{
    /// <summary>Errors and notes about the files of a command.</summary>
    /// <param name="files">The files.</param>
    /// <param name="traded">The one series that is traded; null for several, as in a portfolio.</param>
    /// <param name="isAlone">Whether the command reads one file and nothing else.</param>
    public static (IReadOnlyList<string> Errors, IReadOnlyList<string> Notes) Of(
        IReadOnlyList<ReadFile> files,
        BarSeries? traded,
        bool isAlone
    )
    {
        if (isAlone)
            return ([], [.. files.SelectMany(f => f.ClockQuestions.Select(q => $"{f.FileName}: {q.Text} ({q.Option})"))]);
        var errors = files.SelectMany(f => f.ClockQuestions.Select(q => Refusal(f, q))).ToList();
        var (refused, assumed) = Calendars(files, traded);
        errors.AddRange(refused.Select(r => Refusal(r.File, r.Question)));
        string[] names = [.. assumed.Select(a => a.Question.Series ?? a.File.Name).Distinct().Order(StringComparer.Ordinal)];
        return (
            errors,
            names.Length == 0
                ? []
                :
                [
                    $"{string.Join(", ", names)}: the file does not say of which market; the calendar "
                        + $"{string.Join(", ", assumed.Select(a => a.Question.Assumed).Distinct())} is assumed (--calendar NAME=ID)",
                ]
        );
    }

    private static string Refusal(ReadFile file, ImportQuestion question)
    {
        var choices = question.Choices.Count > 0 ? $" (or {string.Join(", ", question.Choices.Skip(1).Take(14))})" : "";
        var name = question.Topic == QuestionTopic.Calendar ? question.Series ?? file.Name : file.Name;
        return $"{file.FileName}: {question.Text}; beside another series this must be known, because a wrong clock is look-ahead: "
            + $"give {question.Option} {name}={(question.Choices.Count > 0 ? question.Choices[0] : question.Assumed)}{choices}";
    }

    // A calendar may be assumed for the traded series, and for others where it is the traded one's: then no bar is known before an equal
    // one. Of a portfolio every asset trades on its own bars, so it is assumed too, and said where calendars differ.
    private static (List<Open> Refused, List<Open> Assumed) Calendars(IReadOnlyList<ReadFile> files, BarSeries? traded)
    {
        var open = files.SelectMany(f => f.CalendarQuestions.Select(q => new Open(f, q))).ToList();
        if (traded is null)
            return ([], files.SelectMany(f => f.File.Preview.Series.Select(s => s.CalendarId)).Distinct().Count() > 1 ? open : []);
        var refused = open.Where(o =>
                (o.Question.Series ?? o.File.Name) != traded.Symbol
                && (traded.Interval.IsIntraday || o.Question.Assumed != traded.Calendar.Id)
            )
            .ToList();
        return (refused, [.. open.Except(refused)]);
    }

    private sealed record Open(ReadFile File, ImportQuestion Question);
}
