using Microsoft.AspNetCore.Components;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Web.Components.Import;

/// <summary>What a file does not settle, with the answers to choose from; calendars are chosen in the table of series.</summary>
public sealed partial class ImportQuestionsView
{
    private const int MostShown = 8;

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
                .OrderByDescending(q => q.MovesClock)
                .ThenByDescending(q => q.Topic == QuestionTopic.DecimalMark)
                .DistinctBy(q => q.Topic is QuestionTopic.Calendar or QuestionTopic.Columns ? q.Text : q.Topic.ToString())
                .Take(MostShown),
        ];

    private string Id(ImportQuestion question) => $"{Prefix}import-{question.Option.TrimStart('-')}-answer";

    private static string Label(QuestionTopic topic) =>
        topic switch
        {
            QuestionTopic.DayFirst => "03/04/2017 is",
            QuestionTopic.DecimalMark => "The decimal mark is",
            QuestionTopic.TimeZone => "Times are written in",
            _ => "Times are",
        };

    private static string Words(QuestionTopic topic, string choice) =>
        (topic, choice) switch
        {
            (QuestionTopic.DayFirst, "yes") => "3 April",
            (QuestionTopic.DayFirst, _) => "4 March",
            (QuestionTopic.DecimalMark, ",") => "the comma",
            (QuestionTopic.DecimalMark, _) => "the point",
            (QuestionTopic.Stamps, "open") => "the starts of the bars",
            (QuestionTopic.Stamps, _) => "the ends of the bars",
            _ => choice,
        };

    private static IEnumerable<string> OtherZones(ImportQuestion question) =>
        MarketCalendar
            .All.Select(c => c.TimeZoneId)
            .Where(z => z != "Etc/UTC")
            .Distinct()
            .Except(question.Choices)
            .Order(StringComparer.Ordinal);

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
