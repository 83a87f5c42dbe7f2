using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Appending;
using Simulator.Markets;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Import;

/// <summary>The choice about a series of a file whose name is in the store already.</summary>
public sealed partial class ExistingSeries
{
    private const int MostShown = 50;

    private static (string Value, string Words)[] Actions =>
        [
            (nameof(ExistingAction.Ask), ImportText.Choose),
            (nameof(ExistingAction.Append), ImportText.AppendNewBars),
            (nameof(ExistingAction.Replace), ImportText.ReplaceItCanBeUndone),
        ];

    private static (string Value, string Words)[] Overlaps =>
        [
            (nameof(OverlapChoice.Refuse), ImportText.Choose),
            (nameof(OverlapChoice.KeepStored), ImportText.KeepTheStoredBars),
            (nameof(OverlapChoice.TakeNew), ImportText.TakeTheNewBars),
        ];

    /// <summary>The choice.</summary>
    [Parameter, EditorRequired]
    public required ExistingChoice Choice { get; set; }

    /// <summary>Id of its field, unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>Working; the choices are disabled.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Called after a choice.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private string Stored =>
        ImportText.FormatStoredRange(
            Figures.Count(Choice.Stored.Count),
            Figures.Day(Choice.Stored.CloseTimeAt(0)),
            Figures.Day(Choice.Stored.CloseTimeAt(Choice.Stored.Count - 1))
        );

    private static string When(Bar bar) => bar.CloseTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private Task SetActionAsync(string action)
    {
        Choice.Action = Enum.Parse<ExistingAction>(action);
        return Changed.InvokeAsync();
    }

    private Task SetOverlapAsync(string overlap)
    {
        Choice.Overlap = Enum.Parse<OverlapChoice>(overlap);
        return Changed.InvokeAsync();
    }
}
