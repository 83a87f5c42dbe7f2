using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Report;
using Simulator.Web.Components.Running;
using Simulator.Web.Components.Words;
using Simulator.Web.Jobs;

namespace Simulator.Web.Components.Pages;

/// <summary>One simulation: live while it runs, its report when it is done, the reason when it failed.</summary>
public sealed partial class SimulationView
{
    private JobFollower _follower = new();
    private RunningJob? _running;
    private (JobState State, string Name, string Title) _around;
    private SimulationResult? _result;
    private ShareDialog? _sharing;
    private string? _followed;
    private string? _unreadable;
    private bool _missing;
    private bool _loaded;
    private bool _retrying;
    private bool _sawItRun;

    /// <summary>The simulation.</summary>
    [Parameter]
    public required string Id { get; set; }

    /// <summary>The open tab of the report.</summary>
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private JobSnapshot? Job => _follower.Job;

    /// <inheritdoc/>
    public void Dispose() => _follower.Dispose();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_followed == Id)
            return;
        _followed = Id;
        _follower.Dispose();
        _follower = new JobFollower();
        (_result, _unreadable, _loaded, _retrying, _sawItRun) = (null, null, false, false, false);
        var id = Id;
        _missing = !_follower.Start(Jobs, id, () => InvokeAsync(() => ChangedAsync(id)), DispatchExceptionAsync);
        if (!_missing)
            await ChangedAsync(id);
    }

    private async Task ChangedAsync(string id)
    {
        if (id == Id && Job is { HasEnded: true } job && _sawItRun)
        {
            _sawItRun = false;
            await Js.InvokeVoidAsync("simulatorShell.ended", id, job.Name, Ending(job));
        }
        _sawItRun |= Job is { HasEnded: false };
        var around = Job is { } now ? (now.State, now.Name, JobTitle.Of(now, "")) : default;
        if (_running is not null && _around == around && Job is { HasEnded: false } working)
        {
            // Many times a second; nothing outside of the running job moves.
            _running.Show(working);
            return;
        }
        _around = around;
        if (id == Id && Job?.State == JobState.Succeeded && !_loaded)
        {
            StateHasChanged();
            var (result, unreadable) = await ReadResultAsync(id);
            // The page may show another simulation by now.
            if (id != Id)
                return;
            (_result, _unreadable, _loaded) = (result, unreadable, true);
        }
        StateHasChanged();
    }

    private async Task<(SimulationResult? Result, string? Unreadable)> ReadResultAsync(string id)
    {
        try
        {
            return (await Simulations.ResultAsync(id, CancellationToken.None), null);
        }
        catch (Exception e) when (e is StoreException or JsonException)
        {
            return (null, e.Message);
        }
    }

    private static string Ending(JobSnapshot job) =>
        job.State switch
        {
            JobState.Succeeded => PagesText.ItIsDone,
            JobState.Failed => PagesText.FormatFailedBecause(job.Reason),
            _ => PagesText.ItWasCancelled,
        };

    private async Task DeleteAsync()
    {
        var (id, name) = (Id, Job!.Name);
        await Jobs.DeleteAsync(id, CancellationToken.None);
        Undo.Offer(PagesText.FormatNamedWasDeleted(name), () => Jobs.RestoreAsync(id, CancellationToken.None));
        Navigation.NavigateTo(Addresses.Simulations);
    }

    private async Task RetryAsync()
    {
        _retrying = true;
        if (await Simulations.SpecJsonAsync(Id, CancellationToken.None) is not { } json || SpecJson.Parse(json).Spec is not { } spec)
        {
            // Its spec is from a version with other rules: the form shows what to change.
            Navigation.NavigateTo(Addresses.Fork(Id));
            return;
        }
        Navigation.NavigateTo(Addresses.Simulation(await Jobs.SubmitAsync(spec, "auto", Job!.IsDemo, CancellationToken.None)));
    }
}
