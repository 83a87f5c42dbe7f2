using Microsoft.AspNetCore.Components;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Controls;

/// <summary>The list of stored series.</summary>
public sealed partial class SeriesGrid
{
    private ListGrid<SeriesRow>? _grid;

    /// <summary>Reads a part of it.</summary>
    [Parameter, EditorRequired]
    public required Func<ListPart, CancellationToken, Task<(IReadOnlyList<SeriesRow> Rows, int Total)>> Read { get; set; }

    /// <summary>Deletes the series of a name.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task> Delete { get; set; }

    /// <summary>Shown where no series matches.</summary>
    [Parameter]
    public string None { get; set; } = ControlsText.NoSeries;

    [Inject]
    private SmallCurves Curves { get; set; } = null!;

    /// <summary>Reads the visible part again.</summary>
    public Task ReloadAsync() => _grid?.ReloadAsync() ?? Task.CompletedTask;
}
