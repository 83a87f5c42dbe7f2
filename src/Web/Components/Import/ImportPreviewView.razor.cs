using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Import;

/// <summary>How the file was read, which series it has, and the choices that are left.</summary>
public sealed partial class ImportPreviewView
{
    /// <summary>The file as it was read.</summary>
    [Parameter, EditorRequired]
    public required ImportedFile File { get; set; }

    /// <summary>What is decided so far.</summary>
    [Parameter, EditorRequired]
    public required ImportChoices Choices { get; set; }

    /// <summary>What the ids of its elements begin with, where a page shows several.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Called after a series got another name.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Renamed { get; set; }

    /// <summary>Working; the choices are disabled.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Reads the file again with the choices.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Reread { get; set; }

    /// <summary>Stores the chosen series.</summary>
    [Parameter]
    public EventCallback Accept { get; set; }

    /// <summary>Discards the file.</summary>
    [Parameter]
    public EventCallback Cancel { get; set; }

    private const int MostAsked = 20;

    private ImportPreview Preview => File.Preview;

    private IEnumerable<(string Name, string Value)> Detected
    {
        get
        {
            yield return (
                "Separator",
                Preview.Separator switch
                {
                    '\t' => "tab",
                    ' ' => "blank",
                    var c => c.ToString(),
                }
            );
            yield return ("Decimal mark", Preview.DecimalMark.ToString());
            yield return ("Dates", Preview.DateFormat + (Preview.DateFormatIsCertain ? "" : " (not certain)"));
            yield return (
                "Order",
                Preview.Order switch
                {
                    RowOrder.OldestFirst => "oldest first",
                    RowOrder.NewestFirst => "newest first, reversed",
                    _ => "disordered, sorted",
                }
            );
            yield return ("Encoding", Preview.Encoding + (Preview.Container is { } container ? $", {container}" : ""));
            yield return ("Header lines", Figures.Count(Preview.HeaderLines));
            yield return ("Bars of", Preview.Interval.ToString());
            yield return ("Time zone", Preview.TimeZone);
            if (Preview.MissingCells.Count > 0)
                yield return (
                    "Empty values",
                    string.Join(
                        ", ",
                        Preview.MissingCells.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Value:N0} × {m.Key}"))
                    )
                );
            yield return ("Close time", Preview.StampRule);
        }
    }

    private string? Wrong(string symbol) => Choices.Takes(symbol) ? Choices.NameProblem(symbol) : null;

    private static string RoleWords(ColumnMapping column)
    {
        var role = column.Role.ToString();
        var words = string.Concat(
            role.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString())
        );
        return column.Symbol is null ? words : $"{words}, {column.Symbol}";
    }

    private Task RenameAsync(string symbol, string name)
    {
        Choices.Rename(symbol, name);
        return Renamed();
    }

    private void DecideAll(ExistingAction action)
    {
        foreach (var existing in Choices.Existing(File))
            existing.Action = action;
    }

    private Task SetDayFirst(ChangeEventArgs e)
    {
        Choices.DayFirst = e.Value switch
        {
            "day" => true,
            "month" => false,
            _ => null,
        };
        return Reread();
    }

    private Task SetDecimal(ChangeEventArgs e)
    {
        Choices.DecimalMark = e.Value is string { Length: 1 } mark ? mark[0] : null;
        return Reread();
    }

    private Task SetAdjusted(ChangeEventArgs e)
    {
        Choices.UseAdjusted = e.Value is true;
        return Reread();
    }

    private Task SetIgnoreChange(ChangeEventArgs e)
    {
        Choices.IgnoreChangeColumn = e.Value is true;
        return Reread();
    }

    private Task SetColumn(string heading, string word)
    {
        Choices.SetColumn(heading, word);
        return Reread();
    }

    private Task SetCalendar(string symbol, string calendar)
    {
        Choices.SetCalendar(symbol, calendar);
        return Reread();
    }

    private Task SetKind(string symbol, string kind)
    {
        Choices.SetKind(symbol, Enum.Parse<SeriesKind>(kind));
        return Reread();
    }
}
