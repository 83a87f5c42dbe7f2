using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Web.Components.Import;

/// <summary>The series of a file with what a person can decide about each.</summary>
public sealed partial class ImportSeriesTable
{
    private const int Most = 12;
    private const int MostLetters = 200;

    private static readonly (string Value, string Words)[] s_calendars = [.. MarketCalendar.All.Select(c => (c.Id, c.Name))];

    private static (string Value, string Words)[] Kinds =>
        [
            (nameof(SeriesKind.Price), ImportText.Prices),
            (nameof(SeriesKind.Rate), ImportText.Rates),
            (nameof(SeriesKind.Score), ImportText.Scores),
        ];

    /// <summary>The series as they were read.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ProposedSeries> Series { get; set; }

    /// <summary>Takes the decisions.</summary>
    [Parameter, EditorRequired]
    public required ImportChoices Choices { get; set; }

    /// <summary>Working; nothing can be changed.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Reads the file again with the choices.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Reread { get; set; }

    /// <summary>Called after a series got another name or was left out.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Renamed { get; set; }

    private bool IsLong => Series.Count > Most;

    private string? Wrong(string symbol) => Choices.Takes(symbol) ? Choices.NameProblem(symbol) : null;

    private string? Note(string symbol) => Choices.ExistingOf(Choices.NameOf(symbol)) is null ? null : ImportText.IsInTheStoreAlready;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task TakeAsync(string symbol, bool takes)
    {
        Choices.Take(symbol, takes);
        return Renamed();
    }

    private Task RenameAsync(string symbol, string name)
    {
        Choices.Rename(symbol, name);
        return Renamed();
    }

    private Task SetCalendarAsync(string symbol, string calendar)
    {
        Choices.SetCalendar(symbol, calendar);
        return Reread();
    }

    private Task SetKindAsync(string symbol, string kind)
    {
        Choices.SetKind(symbol, Enum.Parse<SeriesKind>(kind));
        return Reread();
    }
}
