using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Leaderboards;
using Simulator.Learners;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Web.Components.Running;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Leaderboards;

/// <summary>Forecasters side by side. The address holds the form and the leaderboard that runs or ended.</summary>
public sealed partial class LeaderboardPage
{
    private static readonly string[] s_kinds = [LeaderboardKind.Word];

    private LeaderboardDraft _draft = new([], [], [], "3");
    private LeaderboardRequest? _request;
    private LeaderboardRequest? _asked;
    private LeaderboardResult? _result;
    private readonly OwnAddresses _own = new();
    private JobFollower _follower = new();
    private IReadOnlyList<(string, string)> _symbols = [];
    private string? _begun;
    private string? _error;
    private string? _refused;
    private string _estimate = "";
    private bool _starting;
    private bool _missing;
    private bool _read;
    private bool _askedMore; // elsewhere, with parameters, features and dates that this form does not have

    /// <summary>Series to forecast.</summary>
    [SupplyParameterFromQuery]
    public string[]? Series { get; set; }

    /// <summary>Other series that they see.</summary>
    [SupplyParameterFromQuery]
    public string[]? Seen { get; set; }

    /// <summary>Kinds of forecasters.</summary>
    [SupplyParameterFromQuery]
    public string[]? Forecaster { get; set; }

    /// <summary>Seeds.</summary>
    [SupplyParameterFromQuery]
    public string? Seeds { get; set; }

    /// <summary>The leaderboard that runs or ended.</summary>
    [SupplyParameterFromQuery]
    public string? Run { get; set; }

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private JobLibrary Library { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Market { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private JobSnapshot? Job => _follower.Job;

    private IReadOnlyList<(string, string)> Others => [.. _symbols.Where(s => !_draft.Targets.Contains(s.Item1))];

    private static IReadOnlyList<(string, string)> Kinds => [.. LeaderboardDraft.Kinds.Select(f => (f.Name, f.Title))];

    private string StartWords =>
        _request is null
            ? LeaderboardsText.Start
            : Plural.Of((int)_request.Count, LeaderboardsText.StartOne, LeaderboardsText.FormatStartCount(Figures.Count(_request.Count)));

    /// <inheritdoc/>
    public void Dispose() => _follower.Dispose();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = Navigation.Uri;
        if (_own.Take(address) || _begun == address)
            return;
        _begun = address;
        _symbols = [.. Market.Symbols.Select(s => (s, s))];
        var row = Run is null ? null : await Library.FindAsync(Run, CancellationToken.None);
        // The address may have changed again.
        if (_begun != address)
            return;
        var isOne = row?.Kind == LeaderboardKind.Word;
        (_refused, _missing, _result, _read) = (null, Run is not null && !isOne, null, false);
        _asked = isOne ? (LeaderboardRequest?)new LeaderboardKind().Read(row!.RequestJson) : null;
        Take(DraftOf(_asked));
        _askedMore = _asked is not null && _asked.ToJson() != _request?.ToJson();
        _follower.Dispose();
        _follower = new JobFollower();
        if (!isOne)
            return;
        _follower.Start(Jobs, Run!, () => InvokeAsync(() => ChangedAsync(address)), DispatchExceptionAsync);
        await ChangedAsync(address);
    }

    private LeaderboardDraft DraftOf(LeaderboardRequest? asked)
    {
        if (asked is not null)
            return new LeaderboardDraft(
                asked.Targets,
                [.. asked.Data.Related.Where(s => !asked.Targets.Contains(s))],
                [.. asked.Forecasters.Values.Select(f => LearnerTable.Of(f).Name).Distinct()],
                asked.Seeds.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        // A form from which everything was taken out has an address, too: that of its seeds.
        return Seeds is null && Series is null or []
            ? LeaderboardDraft.Usual(Market.Symbols)
            : new LeaderboardDraft(Series ?? [], Seen ?? [], Forecaster ?? [], Seeds ?? "");
    }

    private async Task ChangedAsync(string address)
    {
        if (Job is { State: JobState.Succeeded, Id: var id } && !_read)
        {
            var content = await Library.ResultBytesAsync(id, CancellationToken.None);
            if (_begun != address)
                return;
            (_result, _read) = (content is null ? null : ResultOf(content), true);
        }
        StateHasChanged();
    }

    private static LeaderboardResult? ResultOf(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<LeaderboardResult>(content, PipelineJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private void ChooseTarget((string Value, bool Wanted) change) =>
        Keep(
            _draft with
            {
                Targets = LeaderboardDraft.With(_draft.Targets, change),
                Seen = LeaderboardDraft.With(_draft.Seen, (change.Value, false)),
            }
        );

    private void ChooseSeen((string Value, bool Wanted) change) => Keep(_draft with { Seen = LeaderboardDraft.With(_draft.Seen, change) });

    private void ChooseForecaster((string Value, bool Wanted) change) =>
        Keep(_draft with { Forecasters = LeaderboardDraft.With(_draft.Forecasters, change) });

    // What stands in the form stands in the address. The address of a leaderboard that ran stays its own until another is started.
    private void Keep(LeaderboardDraft draft)
    {
        Take(draft);
        if (Run is not null)
            return;
        var address = Navigation.GetUriWithQueryParameters(
            Navigation.ToAbsoluteUri(Addresses.Leaderboard).AbsoluteUri,
            new Dictionary<string, object?>
            {
                ["series"] = draft.Targets.ToArray(),
                ["seen"] = draft.Seen.ToArray(),
                ["forecaster"] = draft.Forecasters.ToArray(),
                ["seeds"] = draft.Seeds,
            }
        );
        _begun = address;
        if (address != Navigation.Uri)
            _own.Give(address);
        Navigation.NavigateTo(address, replace: true);
    }

    private void Take(LeaderboardDraft draft)
    {
        _draft = draft;
        (_request, _error) = draft.Read(Market);
        _estimate = _request?.Estimate(s => Market.Find(s)?.Count ?? 0).Words ?? "";
    }

    private async Task StartAsync(LeaderboardRequest? request)
    {
        if (request is not null)
            await SubmitAsync(new JobSubmission(new LeaderboardKind(), request), LeaderboardKind.Word);
    }

    // Its forecasts are there already: the simulation takes them over.
    private async Task OpenAsync(LeaderboardRow row)
    {
        var cell = _asked?.Cells.FirstOrDefault(c => c.Target == row.Target && c.Forecaster == row.Forecaster);
        if (cell is not null)
            await SubmitAsync(
                new JobSubmission(
                    new SimulationKind(),
                    new SimulationRequest(cell.Spec with { Name = LeaderboardsText.FormatCellName(row.Forecaster, row.Target) })
                ),
                SimulationKind.Word
            );
    }

    private async Task SubmitAsync(JobSubmission submission, string kind)
    {
        if (_starting || Job is { HasEnded: false })
            return;
        (_starting, _refused) = (true, null);
        try
        {
            var id = await Jobs.SubmitAsync(submission, CancellationToken.None);
            Navigation.NavigateTo(Addresses.Job(kind, id));
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
