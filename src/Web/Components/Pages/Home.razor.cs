using Microsoft.AspNetCore.Components;
using Simulator.Store.Jobs;
using Simulator.Store.Simulations;

namespace Simulator.Web.Components.Pages;

/// <summary>Running jobs, recent runs, and where to begin.</summary>
public sealed partial class Home
{
    private const int Shown = 9;

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<JobSnapshot> _active = [];
    private SimulationPage? _page;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

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
