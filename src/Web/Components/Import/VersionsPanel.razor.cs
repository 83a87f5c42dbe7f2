using Microsoft.AspNetCore.Components;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Import;

/// <summary>Shows what a stored series was before, and takes its last change back.</summary>
public sealed partial class VersionsPanel
{
    private IReadOnlyList<SeriesVersion> _versions = [];
    private string? _done;
    private string? _error;
    private bool _busy;

    /// <summary>The series as it stands in the store.</summary>
    [Parameter, EditorRequired]
    public required BarSeries Series { get; set; }

    /// <summary>Called after its last change was taken back.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ISeriesLibrary Library { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => _versions = await Library.VersionsAsync(Series.Symbol, CancellationToken.None);

    private async Task UndoAsync()
    {
        (_busy, _done, _error) = (true, null, null);
        try
        {
            await Library.UndoAsync(Series.Symbol, Series.ContentHash, CancellationToken.None);
            _done = ImportText.LastChangeTakenBack;
        }
        catch (StoreException e)
        {
            _error = e.Message;
        }
        _busy = false;
        await Changed.InvokeAsync();
    }
}
