using Microsoft.AspNetCore.Components;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Pages;

/// <summary>Imports series and lists those that are there.</summary>
public sealed partial class DataPage
{
    private IReadOnlyList<SeriesRow>? _series;
    private string? _deleted;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _series = await Series.ListAsync(CancellationToken.None);

    private async Task DeleteAsync(string symbol)
    {
        await Series.DeleteAsync(symbol, CancellationToken.None);
        _deleted = symbol;
        await LoadAsync();
    }

    private async Task UndoAsync()
    {
        await Series.RestoreAsync(_deleted!, CancellationToken.None);
        _deleted = null;
        await LoadAsync();
    }
}
