using System.Text;
using Microsoft.AspNetCore.Components;
using Simulator.AgentComparisons;
using Simulator.Checks;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Agents;

/// <summary>Agents side by side. The address holds the form and the comparison that runs or ended.</summary>
public sealed partial class AgentsPage
{
    private static readonly string[] s_kinds = [AgentComparisonKind.Word, AgentCheckKind.Word];

    private AgentsDraft _draft = new("", "", [], AgentsDraft.UsualSeeds);
    private AgentComparisonRequest? _request;
    private IReadOnlyList<(string, string)> _symbols = [];
    private (AgentComparisonResult Of, string Address)? _runsFile;
    private string? _error;
    private string _estimate = "";
    private bool _askedMore; // elsewhere, with parameters, features and costs that this form does not have

    /// <summary>The series that is traded.</summary>
    [SupplyParameterFromQuery]
    public string? Series { get; set; }

    /// <summary>Kind of the forecaster.</summary>
    [SupplyParameterFromQuery]
    public string? Forecaster { get; set; }

    /// <summary>Kinds of agents.</summary>
    [SupplyParameterFromQuery]
    public string[]? Agent { get; set; }

    /// <summary>Seeds.</summary>
    [SupplyParameterFromQuery]
    public string? Seeds { get; set; }

    /// <summary>A simulation whose data, split, features, forecaster and costs are taken.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private PartShelf Shelf { get; set; } = null!;

    /// <inheritdoc/>
    protected override IJobKind Kind { get; } = new AgentComparisonKind();

    /// <inheritdoc/>
    protected override string Page => Addresses.Agents;

    private string StartWords =>
        _request is null
            ? AgentsText.Start
            : Plural.Of(_request.Count, AgentsText.StartOne, AgentsText.FormatStartCount(Figures.Count(_request.Count)));

    /// <inheritdoc/>
    protected override async Task BeginAsync(Func<bool> isLeft)
    {
        _symbols = [.. Market.Symbols.Select(s => (s, s))];
        var of = From is not null && Asked is null ? await SpecAsync(From) : null;
        if (isLeft())
            return;
        Take(Asked is not null ? AgentsDraft.Of(Asked) : DraftOf(of));
        _askedMore = Asked is not null && Asked.ToJson() != _request?.ToJson();
    }

    // A form from which everything was taken out has an address, too: that of its seeds.
    private AgentsDraft DraftOf(SimulationSpec? of)
    {
        var series = Series ?? (Market.Symbols is [var first, ..] ? first : "");
        return Seeds is null && Agent is null or []
            ? AgentsDraft.Usual(series, of)
            : new AgentsDraft(series, Forecaster ?? "", Agent ?? [], Seeds ?? "") { Base = of };
    }

    private async Task<SimulationSpec?> SpecAsync(string id) =>
        await Simulations.SpecJsonAsync(id, CancellationToken.None) is { } json ? SpecJson.Parse(json).Spec : null;

    private void ChooseAgent((string Value, bool Wanted) change)
    {
        // In the order of the choices, so that the same set is the same request.
        var chosen = AgentsDraft
            .Choices(_draft.Base)
            .Select(c => c.Value)
            .Where(v => v == change.Value ? change.Wanted : _draft.Agents.Contains(v));
        Keep(_draft with { Agents = [.. chosen] });
    }

    private void Keep(AgentsDraft draft)
    {
        Take(draft);
        KeepInAddress(
            new Dictionary<string, object?>
            {
                ["from"] = draft.Base is null ? null : From,
                ["series"] = draft.Base is null ? draft.Series : null,
                ["forecaster"] = draft is { Base: null, Forecaster.Length: > 0 } ? draft.Forecaster : null,
                ["agent"] = draft.Agents.ToArray(),
                ["seeds"] = draft.Seeds,
            }
        );
    }

    private void Take(AgentsDraft draft)
    {
        _draft = draft;
        (_request, _error) = draft.Read(Market);
        _estimate = _request?.Estimate(s => Market.Find(s)?.Count ?? 0).Words ?? "";
    }

    // Its training is there already: the simulation takes it over.
    private async Task OpenAsync((string Agent, int Seed) run)
    {
        var cell = Asked?.Cells.FirstOrDefault(c => c.Agent == run.Agent && c.Seed == run.Seed);
        if (cell is not null)
            await SubmitAsync(
                new JobSubmission(
                    new SimulationKind(),
                    new SimulationRequest(
                        cell.Spec with
                        {
                            Name = AgentsText.FormatCellName(cell.Agent, cell.Spec.Data.Target, Figures.Count(run.Seed + 1)),
                        }
                    )
                )
            );
    }

    private string RunsFile(AgentComparisonResult result)
    {
        if (_runsFile is not { } kept || !ReferenceEquals(kept.Of, result))
            _runsFile = (result, Shelf.Keep(Encoding.UTF8.GetBytes(AgentComparisonCsv.Of(result)), "text/csv"));
        return _runsFile.Value.Address;
    }
}
