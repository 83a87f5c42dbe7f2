using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Pages;

/// <summary>Every simulation, newest first, searched, sorted and chosen by state; only visible rows are read.</summary>
public sealed partial class SimulationsPage
{
    private static readonly string[] s_kinds = [SimulationKind.Word];

    private static (string Value, string Words)[] States =>
        [("", PagesText.AllStates), .. Enum.GetValues<JobState>().Select(s => (s.ToString().ToLowerInvariant(), EnumWords.Of(s)))];

    private RunGrid? _grid;
    private RecentlyDeleted? _gone;
    private JobState? _state;
    private string _words = "";
    private int? _all;
    private int? _found;

    /// <summary>What is searched for.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    /// <summary>The state of the runs that are shown; all where it is none.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private JobLibrary Library { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string? Search => _words.Length == 0 ? null : _words;

    private string Found =>
        (Search is not null || _state is not null) && _found is { } found
            ? PagesText.FormatRunsFound(Figures.Count(found), Figures.Count(_all ?? 0))
            : Plural.Of(_all ?? 0, PagesText.OneRun, PagesText.FormatRunCount(Figures.Count(_all ?? 0)));

    private string None => Search is null ? PagesText.NoRunInState : PagesText.FormatNoRunsFound(_words);

    /// <inheritdoc/>
    public void Dispose() => Undo.Undone -= LoadAsync;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _words = Q ?? "";
        Undo.Undone += LoadAsync;
        await LoadAsync();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() =>
        _state = Enum.TryParse<JobState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    private async Task LoadAsync()
    {
        _all = (await Simulations.ListAsync(null, 0, 0, CancellationToken.None)).Total;
        await InvokeAsync(async () =>
        {
            if (_gone is not null)
                await _gone.LoadAsync();
            if (_grid is not null && _all > 0)
                await _grid.ReloadAsync();
            StateHasChanged();
        });
    }

    private async Task<(IReadOnlyList<SimulationRow> Rows, int Total)> PageAsync(ListPart part, CancellationToken cancellation)
    {
        var page = await Simulations.ListAsync(
            new SimulationQuery
            {
                Search = Search,
                State = _state,
                Order = Enum.TryParse<SimulationOrder>(part.SortBy, out var order) ? order : SimulationOrder.Created,
                Descending = part.SortBy is null || part.Descending,
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

    private Task SearchAsync(string? words) => FindAsync(words?.Trim() ?? "", _state);

    private Task ChooseAsync(string state) =>
        FindAsync(_words, Enum.TryParse<JobState>(state, ignoreCase: true, out var chosen) ? chosen : null);

    private Task ClearAsync() => FindAsync("", null);

    private Task FindAsync(string words, JobState? state)
    {
        (_words, _state) = (words, state);
        State = state?.ToString().ToLowerInvariant();
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["q"] = Search, ["state"] = State }),
            replace: true
        );
        return _grid?.ReloadAsync() ?? Task.CompletedTask;
    }

    private async Task DeleteAsync(SimulationRow row)
    {
        await Jobs.DeleteAsync(row.Id, CancellationToken.None);
        Undo.Offer(PagesText.FormatNamedWasDeleted(row.Name), () => Jobs.RestoreAsync(row.Id, CancellationToken.None));
        await LoadAsync();
    }
}
