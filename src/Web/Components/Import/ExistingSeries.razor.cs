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

    private static readonly (string Value, string Words)[] s_actions =
    [
        (nameof(ExistingAction.Ask), "choose…"),
        (nameof(ExistingAction.Append), "append the new bars to it"),
        (nameof(ExistingAction.Replace), "replace it (can be undone)"),
    ];

    private static readonly (string Value, string Words)[] s_overlaps =
    [
        (nameof(OverlapChoice.Refuse), "choose…"),
        (nameof(OverlapChoice.KeepStored), "keep the stored bars"),
        (nameof(OverlapChoice.TakeNew), "take the new bars"),
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
        $"{Figures.Count(Choice.Stored.Count)} bars, {Figures.Day(Choice.Stored.CloseTimeAt(0))} "
        + $"to {Figures.Day(Choice.Stored.CloseTimeAt(Choice.Stored.Count - 1))}";

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
