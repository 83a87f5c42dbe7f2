using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Leaderboards;
using Simulator.Learners;
using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Leaderboards;

/// <summary>Forecasters side by side. The address holds the form and the leaderboard that runs or ended.</summary>
public sealed partial class LeaderboardPage
{
    private static readonly string[] s_kinds = [LeaderboardKind.Word];

    private LeaderboardDraft _draft = new([], [], [], "3");
    private LeaderboardRequest? _request;
    private IReadOnlyList<(string, string)> _symbols = [];
    private string? _error;
    private string _estimate = "";
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

    /// <inheritdoc/>
    protected override IJobKind Kind { get; } = new LeaderboardKind();

    /// <inheritdoc/>
    protected override string Page => Addresses.Leaderboard;

    private IReadOnlyList<(string, string)> Others => [.. _symbols.Where(s => !_draft.Targets.Contains(s.Item1))];

    private static IReadOnlyList<(string, string)> Kinds => [.. LeaderboardDraft.Kinds.Select(f => (f.Name, f.Title))];

    private string StartWords =>
        _request is null
            ? LeaderboardsText.Start
            : Plural.Of((int)_request.Count, LeaderboardsText.StartOne, LeaderboardsText.FormatStartCount(Figures.Count(_request.Count)));

    /// <inheritdoc/>
    protected override Task BeginAsync(Func<bool> isLeft)
    {
        _symbols = [.. Market.Symbols.Select(s => (s, s))];
        Take(DraftOf(Asked));
        _askedMore = Asked is not null && Asked.ToJson() != _request?.ToJson();
        return Task.CompletedTask;
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

    private void Keep(LeaderboardDraft draft)
    {
        Take(draft);
        KeepInAddress(
            new Dictionary<string, object?>
            {
                ["series"] = draft.Targets.ToArray(),
                ["seen"] = draft.Seen.ToArray(),
                ["forecaster"] = draft.Forecasters.ToArray(),
                ["seeds"] = draft.Seeds,
            }
        );
    }

    private void Take(LeaderboardDraft draft)
    {
        _draft = draft;
        (_request, _error) = draft.Read(Market);
        _estimate = _request?.Estimate(s => Market.Find(s)?.Count ?? 0).Words ?? "";
    }

    // Its forecasts are there already: the simulation takes them over.
    private async Task OpenAsync(LeaderboardRow row)
    {
        var cell = Asked?.Cells.FirstOrDefault(c => c.Target == row.Target && c.Forecaster == row.Forecaster);
        if (cell is not null)
            await SubmitAsync(
                new JobSubmission(
                    new SimulationKind(),
                    new SimulationRequest(cell.Spec with { Name = LeaderboardsText.FormatCellName(row.Forecaster, row.Target) })
                )
            );
    }
}
