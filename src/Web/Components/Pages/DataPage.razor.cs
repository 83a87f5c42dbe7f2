using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Pages;

/// <summary>Imports series and lists those that are there; only visible rows are read.</summary>
public sealed partial class DataPage
{
    private Virtualize<SeriesRow>? _rows;
    private int? _total;
    private string? _deleted;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _total = (await Series.PageAsync(0, 0, CancellationToken.None)).Total;
        if (_rows is not null && _total > 0)
            await _rows.RefreshDataAsync();
        StateHasChanged();
    }

    private async ValueTask<ItemsProviderResult<SeriesRow>> PageAsync(ItemsProviderRequest request)
    {
        var page = await Series.PageAsync(request.StartIndex, request.Count, request.CancellationToken);
        return new ItemsProviderResult<SeriesRow>(page.Rows, page.Total);
    }

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
