using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Specs;
using Simulator.Web.Components.Words;
using Simulator.Web.Jobs;

namespace Simulator.Web.Components.Pages;

/// <summary>
/// Writes a spec, as a form and as JSON, and runs it. The draft survives a lost connection, a closed tab and a second one.
/// </summary>
public sealed partial class NewSimulation : IAsyncDisposable
{
    private readonly DotNetObjectReference<NewSimulation> _self;
    private DraftKeeper? _keeper;
    private DraftHistory _history = null!;
    private SpecDraft? _draft;
    private IReadOnlyList<string> _symbols = [];
    private (string? From, string? Preset, string? Target, string? Sweep, int Choice, string? Cell, string? Chosen)? _begun;
    private string _device = "auto";
    private string _shown = "";
    private int _version;
    private int _moves;
    private bool _pressed;
    private bool _starting;
    private bool _restored;
    private bool _isOwn;
    private string? _mine;
    private string? _estimate;
    private string? _tested;
    private string? _refused;

    /// <summary>The page.</summary>
    public NewSimulation() => _self = DotNetObjectReference.Create(this);

    /// <summary>A simulation to begin from.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>A preset to begin from.</summary>
    [SupplyParameterFromQuery]
    public string? Preset { get; set; }

    /// <summary>A series to trade.</summary>
    [SupplyParameterFromQuery]
    public string? Target { get; set; }

    /// <summary>A search to take parameters from.</summary>
    [SupplyParameterFromQuery]
    public string? Sweep { get; set; }

    /// <summary>The index in the search's list of results, from 0.</summary>
    [SupplyParameterFromQuery]
    public int Choice { get; set; }

    /// <summary>Parameters of a cell of the search's map, <c>name=value</c> each.</summary>
    [SupplyParameterFromQuery]
    public string[]? Cell { get; set; }

    [Inject]
    private JobLibrary Library { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool IsPlain => From is null && Preset is null && Target is null && Sweep is null && Card is null && Saved is null;

    // A draft of its own for every address that begins with something.
    private string Key => IsPlain ? DraftKeeper.Plain : $"draft:{Navigation.ToBaseRelativePath(Navigation.Uri)}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
            await _keeper.DisposeAsync();
        _self.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _symbols = Series.Symbols;
        _keeper = new DraftKeeper(Js);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var asked = (From, Preset, Target, Sweep, Choice, Cell is null ? null : string.Join(";", Cell), Card ?? Saved);
        if (_begun == asked)
            return;
        (_begun, _draft, _history, _restored, _mine) = (asked, null, new DraftHistory(Time), false, null);
        var key = Key;
        var (choices, draft) = (_keeper!.ChoicesAsync(), _keeper.RestoreAsync(key));
        (var shelf, _device) = await choices;
        var kept = await draft;
        var json = kept ?? await AskedAsync();
        // Meanwhile the address may have changed again.
        if (_begun != asked)
            return;
        Begin(new SpecDraft(json, shelf));
        _restored = kept is not null;
        // The page is drawn meanwhile.
        StateHasChanged();
        await _keeper.FollowAsync(_self, key);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_draft is not null)
            await _keeper!.DrawnAsync();
    }

    private Task UsePresetAsync(string key)
    {
        Take(OfPreset(key));
        _history.Note(_draft!.Text, "");
        return KeepAsync();
    }

    private void Begin(SpecDraft draft)
    {
        (_draft, _restored, _pressed, _isOwn) = (draft, false, false, false);
        _history.Note(draft.Text, "");
        Show();
    }

    private void Take(string text)
    {
        (_restored, _pressed) = (false, false);
        _draft!.SetText(text);
        Show();
    }

    private void Show()
    {
        _shown = _draft!.Text;
        _version++;
        Judge();
    }

    // Errors on the series at hand stand at their fields like all others; pressing Run says what is wrong with the store.
    private void Judge()
    {
        _estimate = _tested = null;
        if (_draft!.Spec is not { } spec)
            return;
        try
        {
            _draft.Judge(SpecChecks.AgainstData(spec, Series));
            _tested = WhatIsTested.Sentence(spec, Series);
            _estimate = Jobs.Estimate(new SimulationRequest(spec)).Words;
        }
        catch (Exception e) when (e is StoreException or ArgumentException)
        {
            _estimate = null;
        }
    }

    private Task FormChangedAsync()
    {
        Show();
        _history.Note(_draft!.Text, _draft.LastWritten);
        return KeepAsync();
    }

    private Task TextChangedAsync(ChangeEventArgs e)
    {
        _draft!.SetText(e.Value as string ?? "");
        _history.Note(_draft.Text, "json");
        Judge();
        return KeepAsync();
    }

    private Task MoveSplitAsync(SplitSpec split)
    {
        _draft!.Set("split.trainFraction", split.TrainFraction);
        _draft.Set("split.validationFraction", split.ValidationFraction);
        Show();
        // Each gesture is a step of its own.
        _history.Note(_draft.Text, string.Create(CultureInfo.InvariantCulture, $"edge {++_moves}"));
        return KeepAsync();
    }

    private Task SetDeviceAsync(string device)
    {
        _device = device;
        return _keeper!.KeepDeviceAsync(device);
    }

    private Task ShowAsync(SpecError error) => _keeper!.ShowAsync(error.Path);

    private async Task RunAsync()
    {
        if (_draft is null || _starting)
            return;
        (_pressed, _starting, _refused) = (true, true, null);
        try
        {
            await SubmitAsync(_draft);
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

    private async Task SubmitAsync(SpecDraft draft)
    {
        if (draft.Spec is { } read)
            draft.Judge(await Task.Run(() => SpecChecks.AgainstData(read, Series)));
        if (draft.Spec is not { } spec || draft.Errors.Count > 0)
        {
            StateHasChanged();
            await _keeper!.ShowAsync(draft.Errors[0].Path);
            return;
        }
        var id = await Jobs.SubmitAsync(spec, _device, isDemo: false, CancellationToken.None);
        await _keeper!.ForgetAsync(Key);
        Navigation.NavigateTo(Addresses.Simulation(id));
    }
}
