using Microsoft.AspNetCore.Components;
using Simulator.Store.Series;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Pages;

/// <summary>Imports series and lists those that are there; only visible rows are read.</summary>
public sealed partial class DataPage
{
    private SeriesGrid? _grid;
    private RecentlyDeleted? _gone;
    private int? _total;
    private int? _found;
    private string _words = "";

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    private string Found =>
        _words.Length > 0 && _found is { } found
            ? PagesText.FormatSeriesFound(Figures.Count(found), Figures.Count(_total ?? 0))
            : Plural.Of(_total ?? 0, PagesText.OneSeries, PagesText.FormatSeriesCount(Figures.Count(_total ?? 0)));

    /// <inheritdoc/>
    public void Dispose() => Undo.Undone -= LoadAsync;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Undo.Undone += LoadAsync;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _total = (await Series.PageAsync(0, 0, CancellationToken.None)).Total;
        await InvokeAsync(async () =>
        {
            if (_gone is not null)
                await _gone.LoadAsync();
            if (_grid is not null && _total > 0)
                await _grid.ReloadAsync();
            StateHasChanged();
        });
    }

    private async Task<(IReadOnlyList<SeriesRow> Rows, int Total)> PageAsync(ListPart part, CancellationToken cancellation)
    {
        var page = await Series.PageAsync(
            new SeriesQuery
            {
                Search = _words,
                Order = Enum.TryParse<SeriesOrder>(part.SortBy, out var order) ? order : SeriesOrder.Symbol,
                Descending = part.Descending,
                Skip = part.Skip,
                Take = part.Take,
            },
            cancellation
        );
        if (_found != page.Total)
        {
            _found = page.Total;
            StateHasChanged();
        }
        return (page.Rows, page.Total);
    }

    private Task FindAsync(string? words)
    {
        _words = words?.Trim() ?? "";
        return _grid?.ReloadAsync() ?? Task.CompletedTask;
    }

    private async Task DeleteAsync(string symbol)
    {
        await Series.DeleteAsync(symbol, CancellationToken.None);
        Undo.Offer(PagesText.FormatWasDeleted(symbol), () => Series.RestoreAsync(symbol, CancellationToken.None));
        await LoadAsync();
    }
}
