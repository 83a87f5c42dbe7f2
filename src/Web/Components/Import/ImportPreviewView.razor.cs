using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Import;
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

    /// <summary>Called whenever it was drawn anew: something may have been decided.</summary>
    [Parameter]
    public Func<Task>? Drawn { get; set; }

    /// <summary>No other file waits: accepting it is what the page is for.</summary>
    [Parameter]
    public bool IsOnly { get; set; } = true;

    private const int MostAsked = 3;
    private const int MostExcluded = 200;

    private ImportPreview Preview => File.Preview;

    private IEnumerable<(string Name, string Value)> Detected
    {
        get
        {
            yield return (
                ImportText.Separator,
                Preview.Separator switch
                {
                    '\t' => ImportText.Tab,
                    ' ' => ImportText.Blank,
                    var c => c.ToString(),
                }
            );
            yield return (ImportText.DecimalMark, Preview.DecimalMark.ToString());
            yield return (ImportText.Dates, Preview.DateFormat + (Preview.DateFormatIsCertain ? "" : ImportText.NotCertain));
            yield return (
                ImportText.Order,
                Preview.Order switch
                {
                    RowOrder.OldestFirst => ImportText.OldestFirst,
                    RowOrder.NewestFirst => ImportText.NewestFirstReversed,
                    _ => ImportText.DisorderedSorted,
                }
            );
            yield return (ImportText.Encoding, Preview.Encoding + (Preview.Container is { } container ? $", {container}" : ""));
            yield return (ImportText.HeaderLines, Figures.Count(Preview.HeaderLines));
            yield return (ImportText.BarsOf, Preview.Interval.ToString());
            yield return (ImportText.TimeZone, Preview.TimeZone);
            if (Preview.MissingCells.Count > 0)
                yield return (
                    ImportText.EmptyValues,
                    string.Join(
                        ", ",
                        Preview.MissingCells.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Value:N0} × {m.Key}"))
                    )
                );
            yield return (ImportText.CloseTime, Preview.StampRule);
        }
    }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => Drawn?.Invoke() ?? Task.CompletedTask;

    private async Task RenamedAsync()
    {
        await Renamed();
        StateHasChanged();
    }

    private void DecideAll(ExistingAction action)
    {
        foreach (var existing in Choices.Existing(File))
            existing.Action = action;
    }

    private Task SetDayFirst(string first)
    {
        Choices.DayFirst = first switch
        {
            "day" => true,
            "month" => false,
            _ => null,
        };
        return Reread();
    }

    private Task SetDecimal(string chosen)
    {
        Choices.DecimalMark = chosen is [var mark] ? mark : null;
        return Reread();
    }

    private Task SetAdjusted(bool use)
    {
        Choices.UseAdjusted = use;
        return Reread();
    }

    private Task SetIgnoreChange(bool ignore)
    {
        Choices.IgnoreChangeColumn = ignore;
        return Reread();
    }
}
