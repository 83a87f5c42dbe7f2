using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
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
    private const string FormKey = "draft:sweep";

    private SearchDraft _draft = null!;
    private IReadOnlyList<string> _symbols = [];
    private readonly OwnAddresses _own = new();
    private JobFollower _follower = new();
    private FoundSearch? _found;
    private string? _begun;
    private string? _refused;
    private bool _starting;
    private bool _missing;
    private bool _isBeginning;

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

    /// <summary>Numbers of the method, <c>field=number</c> each.</summary>
    [SupplyParameterFromQuery]
    public string[]? Number { get; set; }

    /// <summary>Whether a walk is anchored.</summary>
    [SupplyParameterFromQuery]
    public bool Anchored { get; set; }

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

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private JobSnapshot? Job => _follower.Job;

    private string Title => JobPage.TitleOf(_draft.Method);

    private string About =>
        _draft.Method switch
        {
            WalkForwardSearch.Word => PagesText.AboutWalkForward,
            CrossValidationSearch.Word => PagesText.AboutCrossValidation,
            _ => PagesText.AboutSweep,
        };

    /// <inheritdoc/>
    public void Dispose() => _follower.Dispose();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _draft = new SearchDraft(Series);
        _draft.Changed += Keep; // the fields are separate components; the button is here
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = Navigation.Uri;
        if (_own.Take(address) || _begun == address)
            return;
        _begun = address;
        if (await KeptAsync() is { } kept)
        {
            if (_begun == address)
                Navigation.NavigateTo(kept, replace: true);
            return;
        }
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
        _isBeginning = true;
        if (found?.Request is { } asked)
            _draft.BeginWith(asked);
        else
            Begin(fork);
        _isBeginning = false;
        _follower.Dispose();
        _follower = new JobFollower();
        if (found is not null)
            await FollowAsync(address);
    }

    // What stands in the form stands in the address, so that Back, a reload and a copied link bring it back; a plain address brings
    // back what was edited last. The address of a search that ran stays its own.
    private void Keep()
    {
        StateHasChanged();
        if (_isBeginning)
            return;
        var form = Navigation.GetUriWithQueryParameters(
            Navigation.ToAbsoluteUri(Addresses.Sweep).AbsoluteUri,
            new Dictionary<string, object?>(_draft.Query) { ["from"] = _draft.Fork is null ? null : From }
        );
        _ = Js.InvokeVoidAsync("localStorage.setItem", FormKey, Navigation.ToBaseRelativePath(form)).AsTask();
        if (Run is not null)
            return;
        _begun = form;
        if (form != Navigation.Uri)
            _own.Give(form);
        Navigation.NavigateTo(form, replace: true);
    }

    private async Task<string?> KeptAsync() =>
        new Uri(Navigation.Uri).Query.Length == 0
        && await Js.InvokeAsync<string?>("localStorage.getItem", FormKey) is { } kept
        && kept.StartsWith(Addresses.Sweep + "?", StringComparison.Ordinal)
            ? kept
            : null;

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
        foreach (var pair in Number ?? [])
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                _draft.SetNumber(pair[..at], pair[(at + 1)..]);
        }
        _draft.SetAnchored(Anchored);
    }

    private string Sentences(JobSnapshot ended) =>
        ended.State == JobState.Failed ? ReportWords.Whole(ended.Reason ?? "")
        : _found?.Findings is null ? PagesText.NoResultsYet
        : PagesText.ResultsSoFar;

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
