using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Store.Simulations;

namespace Simulator.Web.Components.Controls;

/// <summary>The list of simulations.</summary>
public sealed partial class RunGrid
{
    private ListGrid<SimulationRow>? _grid;

    /// <summary>Reads a part of it.</summary>
    [Parameter, EditorRequired]
    public required Func<ListPart, CancellationToken, Task<(IReadOnlyList<SimulationRow> Rows, int Total)>> Read { get; set; }

    /// <summary>Deletes a simulation.</summary>
    [Parameter, EditorRequired]
    public required Func<SimulationRow, Task> Delete { get; set; }

    /// <summary>Shown where no simulation matches.</summary>
    [Parameter]
    public string None { get; set; } = ControlsText.NoRuns;

    [Inject]
    private SmallCurves Curves { get; set; } = null!;

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads the visible part again.</summary>
    public Task ReloadAsync() => _grid?.ReloadAsync() ?? Task.CompletedTask;
}
