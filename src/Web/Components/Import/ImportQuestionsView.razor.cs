using Microsoft.AspNetCore.Components;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Import;

/// <summary>What a file does not settle, with the answers to choose from.</summary>
public sealed partial class ImportQuestionsView
{
    private const int MostShown = 8;

    private static readonly (string Value, string Words)[] s_calendars = [.. MarketCalendar.All.Select(c => (c.Id, c.Name))];

    /// <summary>What the ids of its elements begin with, where a page shows several.</summary>
    [Parameter]
    public string Prefix { get; set; } = "";

    /// <summary>The questions.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ImportQuestion> Questions { get; set; }

    /// <summary>Takes the answers.</summary>
    [Parameter, EditorRequired]
    public required ImportChoices Choices { get; set; }

    /// <summary>Working; the answers are disabled.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Reads the file again with the answers.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Reread { get; set; }

    // One question for the file, not one for every series of it.
    private List<ImportQuestion> Shown =>
        [
            .. Questions
                .Where(q => q.Topic != QuestionTopic.Calendar)
                .OrderByDescending(q => q.MovesClock)
                .ThenByDescending(q => q.Topic == QuestionTopic.DecimalMark)
                .DistinctBy(q => q.Topic is QuestionTopic.Columns ? q.Text : q.Topic.ToString())
                .Take(MostShown),
        ];

    // The series of a panel are asked about together.
    private List<(string Assumed, IReadOnlyList<string> Symbols)> Calendars =>
        [
            .. Questions
                .Where(q => q is { Topic: QuestionTopic.Calendar, Series: not null })
                .GroupBy(q => q.Assumed)
                .Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(q => q.Series!).Distinct()])),
        ];

    private string CalendarWords(string assumed, IReadOnlyList<string> symbols) =>
        symbols.Count == 1
            ? Questions.First(q => q.Topic == QuestionTopic.Calendar && q.Series == symbols[0]).Text
            : ImportText.FormatWhichCalendar(Figures.Count(symbols.Count), MarketCalendar.ById(assumed).Name);

    private Task SetCalendarAsync(IReadOnlyList<string> symbols, string calendar)
    {
        foreach (var symbol in symbols)
            Choices.SetCalendar(symbol, calendar);
        return Reread();
    }

    private string Id(ImportQuestion question) => $"{Prefix}import-{question.Option.TrimStart('-')}-answer";

    private static string Label(QuestionTopic topic) =>
        topic switch
        {
            QuestionTopic.DayFirst => "03/04/2017 is",
            QuestionTopic.DecimalMark => ImportText.TheDecimalMarkIs,
            QuestionTopic.TimeZone => ImportText.TimesAreWrittenIn,
            _ => ImportText.TimesAre,
        };

    private static string Words(QuestionTopic topic, string choice) =>
        (topic, choice) switch
        {
            (QuestionTopic.DayFirst, "yes") => ImportText.DayFirst,
            (QuestionTopic.DayFirst, _) => ImportText.MonthFirst,
            (QuestionTopic.DecimalMark, ",") => ImportText.TheComma,
            (QuestionTopic.DecimalMark, _) => ImportText.ThePoint,
            (QuestionTopic.Stamps, "open") => ImportText.TheStartsOfTheBars,
            (QuestionTopic.Stamps, _) => ImportText.TheEndsOfTheBars,
            _ => choice,
        };

    private static (string Value, string Words)[] Answers(ImportQuestion question) =>
        [.. question.Choices.Prepend(question.Assumed).Distinct().Select(c => (c, Words(question.Topic, c)))];

    // Those of the question first, then those of the calendars.
    private static (string Value, string Words)[] Zones(ImportQuestion question) =>
        [
            .. question
                .Choices.Prepend(question.Assumed)
                .Concat(MarketCalendar.All.Select(c => c.TimeZoneId).Where(z => z != "Etc/UTC").Order(StringComparer.Ordinal))
                .Distinct()
                .Select(z => (z, z)),
        ];

    private Task AnswerAsync(ImportQuestion question, string answer)
    {
        switch (question.Topic)
        {
            case QuestionTopic.DayFirst:
                Choices.DayFirst = answer == "yes";
                break;
            case QuestionTopic.DecimalMark:
                Choices.DecimalMark = answer[0];
                break;
            case QuestionTopic.TimeZone:
                Choices.TimeZone = answer == "UTC" ? "Etc/UTC" : answer;
                break;
            case QuestionTopic.Stamps:
                Choices.Stamps = answer == "open" ? BarStamp.Open : BarStamp.Close;
                break;
        }
        return Reread();
    }
}
