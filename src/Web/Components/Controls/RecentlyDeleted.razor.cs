using Microsoft.AspNetCore.Components;
using Simulator.Store.Database;
using Simulator.Store.Upkeep;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Controls;

/// <summary>The list from which deleted things are brought back, also in another tab and after a restart.</summary>
public sealed partial class RecentlyDeleted
{
    private const int Most = 50;

    private IReadOnlyList<DeletedRow> _rows = [];

    /// <summary>Reads what was deleted, the last first, at most so many.</summary>
    [Parameter, EditorRequired]
    public required Func<int, Task<IReadOnlyList<DeletedRow>>> Read { get; set; }

    /// <summary>Brings one back.</summary>
    [Parameter, EditorRequired]
    public required Func<DeletedRow, Task> Restore { get; set; }

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    [Inject]
    private UpkeepOptions Upkeep { get; set; } = null!;

    private string Count => _rows.Count < Most ? Figures.Count(_rows.Count) : ControlsText.FormatLastCount(Figures.Count(Most));

    /// <inheritdoc/>
    public void Dispose() => Undo.Undone -= LoadAsync;

    /// <summary>Reads the list again.</summary>
    public async Task LoadAsync()
    {
        _rows = await Read(Most);
        await InvokeAsync(StateHasChanged);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Undo.Undone += LoadAsync;
        _rows = await Read(Most);
    }
}
