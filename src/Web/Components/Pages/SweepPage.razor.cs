using Microsoft.AspNetCore.Components;
using Simulator.Runs;
using Simulator.Store.Searches;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Searches;
using Simulator.Web.Searches;

namespace Simulator.Web.Components.Pages;

/// <summary>Searches the parameters of a rule by one of three methods. The address holds the request and the running search.</summary>
public sealed partial class SweepPage
{
    private SearchDraft _draft = null!;
    private IReadOnlyList<string> _symbols = [];
    private SearchJob? _job;
    private SearchView? _view;
    private string? _begun;
    private string? _refused;
    private bool _starting;
    private bool _cancelling;
    private bool _missing;

    /// <summary>A simulation to take the rule, costs and dates from.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>The series.</summary>
    [SupplyParameterFromQuery]
    public string? Target { get; set; }

    /// <summary>The rule.</summary>
    [SupplyParameterFromQuery]
    public string? Rule { get; set; }

    /// <summary>Parameters, <c>name=values</c> each.</summary>
    [SupplyParameterFromQuery]
    public string[]? Set { get; set; }

    /// <summary>A constraint.</summary>
    [SupplyParameterFromQuery]
    public string? Where { get; set; }

    /// <summary>The statistic ranked by.</summary>
    [SupplyParameterFromQuery]
    public string? Rank { get; set; }

    /// <summary>The method.</summary>
    [SupplyParameterFromQuery]
    public string? Method { get; set; }

    /// <summary>The search that runs or ended.</summary>
    [SupplyParameterFromQuery]
    public string? Run { get; set; }

    [Inject]
    private SearchBoard Board { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Title => SearchMethod.TitleOf(_draft.Method);

    private string About =>
        _draft.Method switch
        {
            WalkForwardSearch.Word => "Chooses parameters on one window of the past and trades them on the next, window after window.",
            CrossValidationSearch.Word =>
                "Chooses parameters on every combination of groups of bars and tests them on the rest: many paths instead of one.",
            _ => "Runs one strategy once for each set of parameters.",
        };

    /// <inheritdoc/>
    public void Dispose() => Follow(null);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _draft = new SearchDraft(Series);
        _draft.Changed += StateHasChanged; // the fields are separate components; the button is here
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = Navigation.Uri;
        if (_begun == address)
            return;
        _begun = address;
        _symbols = Series.Symbols;
        // The job first: if it ends meanwhile, the store has it.
        var job = Run is null ? null : Board.Live(Run);
        var view = job?.View ?? (Run is null ? null : await Board.FindAsync(Run, CancellationToken.None));
        var fork =
            From is { } id && view is null && await Simulations.SpecJsonAsync(id, CancellationToken.None) is { } json
                ? SpecJson.Parse(json).Spec
                : null;
        // The address may have changed again.
        if (_begun != address)
            return;
        (_refused, _cancelling, _missing) = (null, false, Run is not null && view is null);
        if (view?.Request is { } asked)
            _draft.BeginWith(asked);
        else
            Begin(fork);
        _view = view;
        Follow(job);
    }

    private void Begin(SimulationSpec? fork)
    {
        _draft.BeginWith(fork, Target, Rule, Where ?? (Set is null or [] ? null : ""));
        foreach (var pair in Set ?? [])
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                _draft.SetValue(pair[..at], pair[(at + 1)..]);
        }
        _draft.SetRank(SearchWords.Ranks.Any(r => r.Key == Rank) ? Rank! : "sharpe");
        _draft.SetMethod(Method ?? "");
    }

    private static string Outcome(SearchState state) =>
        state switch
        {
            SearchState.Failed => "It did not run.",
            SearchState.Interrupted => "It was interrupted.",
            _ => "It was stopped.",
        };

    // Reasons have no capital letter and no full stop, because logs use them too.
    private static string Sentences(string? reason) =>
        reason is null or ""
            ? "The results so far are below. Start again to finish it."
            : $"{char.ToUpperInvariant(reason[0])}{reason[1..].TrimEnd('.')}.";

    private string Score(double value) => SearchWords.Figure(_view?.Request?.RankBy ?? _draft.Rank, value);

    private async Task StartAsync(SearchRequest? request)
    {
        if (request is null || _starting || _view is { HasEnded: false })
            return;
        (_starting, _refused) = (true, null);
        try
        {
            var job = await Board.SubmitAsync(request, CancellationToken.None);
            Navigation.NavigateTo(
                Navigation.GetUriWithQueryParameters(
                    "sweep",
                    new Dictionary<string, object?> { ["from"] = _draft.Fork is null ? null : From, ["run"] = job.View.Id }
                )
            );
        }
        catch (ArgumentException e)
        {
            _refused = e.Message;
        }
        finally
        {
            _starting = false;
        }
    }

    private async Task CancelAsync()
    {
        _cancelling = true;
        await Board.CancelAsync(Run!, CancellationToken.None);
    }

    private void Follow(SearchJob? job)
    {
        if (_job is not null)
            _job.Changed -= Redraw;
        _job = job;
        if (_job is null)
            return;
        _job.Changed += Redraw;
        _view = _job.View; // it may have progressed since it was read
    }

    private void Redraw() =>
        _ = InvokeAsync(() =>
        {
            if (_job is { } job)
                _view = job.View;
            StateHasChanged();
        });
}
