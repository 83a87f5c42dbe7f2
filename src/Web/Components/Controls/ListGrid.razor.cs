using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Simulator.Web.Components.Controls;

/// <summary>The part of a list that is asked for.</summary>
/// <param name="Skip">Rows before it.</param>
/// <param name="Take">Rows at most.</param>
/// <param name="SortBy">The property of the column that is sorted by; null for the list's own order.</param>
/// <param name="Descending">The largest first.</param>
public sealed record ListPart(int Skip, int Take, string? SortBy, bool Descending);

/// <summary>A list that is read as it is scrolled.</summary>
/// <typeparam name="T">What a row shows.</typeparam>
public sealed partial class ListGrid<T>
{
    private MudDataGrid<T>? _grid;

    /// <summary>What the list is, for readers that do not see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Reads a part of it; with the number of all rows.</summary>
    [Parameter, EditorRequired]
    public required Func<ListPart, CancellationToken, Task<(IReadOnlyList<T> Rows, int Total)>> Read { get; set; }

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Columns { get; set; }

    /// <summary>Shown in place of rows where there are none.</summary>
    [Parameter]
    public string None { get; set; } = ControlsText.NothingFound;

    /// <summary>Height of a row, pixels.</summary>
    [Parameter]
    public float ItemSize { get; set; } = 41;

    /// <summary>Classes of a row.</summary>
    [Parameter]
    public Func<T, string>? RowClassOf { get; set; }

    /// <summary>Reads the visible part again.</summary>
    public Task ReloadAsync() => _grid?.ReloadServerData() ?? Task.CompletedTask;

    private string RowClass(T row, int index) => RowClassOf?.Invoke(row) ?? "";

    private async Task<GridData<T>> ReadAsync(GridStateVirtualize<T> state, CancellationToken cancellation)
    {
        var sort = state.SortDefinitions.FirstOrDefault();
        var (rows, total) = await Read(new ListPart(state.StartIndex, state.Count, sort?.SortBy, sort?.Descending ?? false), cancellation);
        return new GridData<T> { Items = [.. rows], TotalItems = total };
    }
}
