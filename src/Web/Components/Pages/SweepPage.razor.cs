using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Running;
using Simulator.Web.Components.Words;
using Simulator.Web.Searches;

namespace Simulator.Web.Components.Pages;

/// <summary>Searches the parameters of a rule by one of three methods. The address holds the request and the running search.</summary>
public sealed partial class SweepPage
{
    private SearchDraft _draft = null!;
    private IReadOnlyList<string> _symbols = [];
    private JobFollower _follower = new();
    private FoundSearch? _found;
    private string? _begun;
    private string? _refused;
    private bool _starting;
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
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private JobLibrary Library { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private JobSnapshot? Job => _follower.Job;

    private string Title => JobPage.TitleOf(_draft.Method);

    private string About =>
        _draft.Method switch
        {
            WalkForwardSearch.Word => "Chooses parameters on one window of the past and trades them on the next, window after window.",
            CrossValidationSearch.Word =>
                "Chooses parameters on every combination of groups of bars and tests them on the rest: many paths instead of one.",
            _ => "Runs one strategy once for each set of parameters.",
        };

    /// <inheritdoc/>
    public void Dispose() => _follower.Dispose();

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
        var found = Run is null ? null : await FoundSearch.ReadAsync(Library, Run, CancellationToken.None);
        var fork =
            From is { } id && found is null && await Simulations.SpecJsonAsync(id, CancellationToken.None) is { } json
                ? SpecJson.Parse(json).Spec
                : null;
        // The address may have changed again.
        if (_begun != address)
            return;
        (_refused, _missing, _found) = (null, Run is not null && found is null, found);
        if (found?.Request is { } asked)
            _draft.BeginWith(asked);
        else
            Begin(fork);
        _follower.Dispose();
        _follower = new JobFollower();
        if (found is not null)
            await FollowAsync(address);
    }

    private async Task FollowAsync(string address)
    {
        _follower.Start(Jobs, Run!, () => InvokeAsync(() => ChangedAsync(address)), DispatchExceptionAsync);
        await ChangedAsync(address);
    }

    // What it found is there when its end is told.
    private async Task ChangedAsync(string address)
    {
        if (Job is { HasEnded: true, Id: var id } && _found is { Findings: null, Unreadable: null })
        {
            var found = await FoundSearch.ReadAsync(Library, id, CancellationToken.None);
            // While it was read the page may have gone on to another search.
            if (_begun != address)
                return;
            _found = found;
        }
        StateHasChanged();
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

    private string Sentences(JobSnapshot ended) =>
        ended.State == JobState.Failed ? Sentence(ended.Reason ?? "")
        : _found?.Findings is null ? "There are no results yet. Start again to finish it."
        : "The results so far are below. Start again to finish it.";

    // Reasons are written without a capital and a full stop, since they stand in logs, too.
    private static string Sentence(string reason) =>
        reason.Length == 0 ? "" : $"{char.ToUpperInvariant(reason[0])}{reason[1..].TrimEnd('.')}.";

    private async Task StartAsync(SearchRequest? request)
    {
        if (request is null || _starting || Job is { HasEnded: false })
            return;
        (_starting, _refused) = (true, null);
        try
        {
            var id = await Jobs.SubmitAsync(new JobSubmission(SearchKind.Of(request.Method), request), CancellationToken.None);
            Navigation.NavigateTo(Addresses.Search(id, _draft.Fork is null ? null : From));
        }
        catch (Exception e) when (e is ArgumentException or StoreException)
        {
            _refused = e.Message;
        }
        finally
        {
            _starting = false;
        }
    }
}
