using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Pages;

/// <summary>Running jobs, recent runs, the newest data, and where to begin.</summary>
public sealed partial class Home
{
    private const int Shown = 9;
    private const int SeriesShown = 4;
    private const int JobsShown = 4;

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<JobSnapshot> _active = [];
    private SimulationPage? _page;
    private Simulator.Store.Series.SeriesPage? _series;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    private bool IsEmpty => _page is { Total: 0 } && _active.Count == 0;

    // Jobs that wait stand in the queue, where there is more than one.
    private List<JobSnapshot> Cards =>
        _active.Count(j => j.State == JobState.Queued) > 1 ? [.. _active.Where(j => j.State != JobState.Queued)] : [.. _active];

    // Those that have not ended stand above.
    private IReadOnlyList<SimulationRow> Ended =>
        [.. _page!.Rows.Where(r => r.State is not (JobState.Queued or JobState.Running or JobState.Paused))];

    // What the machine does, in a line: "1 running, 3 queued".
    private string Glance =>
        string.Join(
            ", ",
            new[] { JobState.Running, JobState.Queued, JobState.Paused }
                .Select(s => (State: s, Count: _active.Count(j => j.State == s)))
                .Where(s => s.Count > 0)
                .Select(s => $"{Figures.Count(s.Count)} {EnumWords.Of(s.State)}")
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _page = await Simulations.ListAsync(null, 0, Shown, _leaving.Token);
        _series = await Series.PageAsync(
            new SeriesQuery
            {
                Order = SeriesOrder.Imported,
                Descending = true,
                Take = SeriesShown,
            },
            _leaving.Token
        );
        if (!_leaving.IsCancellationRequested)
            _ = FollowAsync(_leaving.Token);
    }

    private async Task FollowAsync(CancellationToken leaving)
    {
        try
        {
            await foreach (var active in Jobs.WatchActive(leaving))
            {
                var ended = _active.Any(a => active.All(b => b.Id != a.Id));
                _active = active;
                if (ended)
                    _page = await Simulations.ListAsync(null, 0, Shown, leaving);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
