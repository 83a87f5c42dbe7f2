using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Appending;
using Simulator.Markets;

namespace Simulator.Web.Components.Import;

/// <summary>The choice about a series of a file whose name is in the store already.</summary>
public sealed partial class ExistingSeries
{
    private const int MostShown = 50;

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

    private static string When(Bar bar) => bar.CloseTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private Task SetActionAsync(ChangeEventArgs e)
    {
        Choice.Action = Enum.Parse<ExistingAction>((string)e.Value!);
        return Changed.InvokeAsync();
    }

    private Task SetOverlapAsync(ChangeEventArgs e)
    {
        Choice.Overlap = Enum.Parse<OverlapChoice>((string)e.Value!);
        return Changed.InvokeAsync();
    }
}
