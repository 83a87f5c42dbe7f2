using Microsoft.AspNetCore.Components;
using Simulator.Store.Searches;
using Simulator.Web.Searches;

namespace Simulator.Web.Components.Searches;

/// <summary>Searches of the data folder, newest first: what, how, when, what came of it. Deleting can be undone.</summary>
public sealed partial class RecentSearches
{
    private const int Step = 10;

    private SearchPage? _page;
    private SearchRow? _deleted;
    private int _shown = Step;

    /// <summary>The search that the page shows.</summary>
    [Parameter]
    public string? Shown { get; set; }

    [Inject]
    private SearchBoard Board { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Board.Changed -= Refresh;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Board.Changed += Refresh;
        return ReadAsync();
    }

    private static string Class(SearchState state) =>
        state switch
        {
            SearchState.Finished => "ok",
            SearchState.Failed or SearchState.Interrupted => "bad",
            SearchState.Running => "busy",
            _ => "",
        };

    private async Task DeleteAsync(SearchRow row)
    {
        _deleted = row;
        await Board.DeleteAsync(row.Id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task UndoAsync()
    {
        await Board.RestoreAsync(_deleted!.Id, CancellationToken.None);
        _deleted = null;
        await ReadAsync();
    }

    private Task OlderAsync()
    {
        _shown += Step;
        return ReadAsync();
    }

    private async Task ReadAsync() => _page = await Board.ListAsync(0, _shown, CancellationToken.None);

    private void Refresh() =>
        _ = InvokeAsync(async () =>
        {
            await ReadAsync();
            StateHasChanged();
        });
}
