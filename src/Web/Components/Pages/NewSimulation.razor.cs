using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Specs;
using Simulator.Web.Components.Words;
using Simulator.Web.Jobs;
using Simulator.Web.Searches;

namespace Simulator.Web.Components.Pages;

/// <summary>Writes a spec, as a form and as JSON, and runs it. The draft survives a lost connection and a closed tab.</summary>
public sealed partial class NewSimulation
{
    private const string DraftKey = "draft:new";
    private const string RestoringKey = "draft:restoring";

    private SpecDraft? _draft;
    private IReadOnlyList<string> _symbols = [];
    private (string? From, string? Preset, string? Target, string? Sweep, int Choice)? _begun;
    private IReadOnlyList<SpecError> _dataErrors = [];
    private string _device = "auto";
    private string _shown = "";
    private int _version;
    private bool _pressed;
    private bool _starting;
    private bool _restored;
    private bool _restoring;
    private string? _setAside;
    private string? _estimate;
    private string? _refused;

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

    private IEnumerable<SpecError> AllErrors => [.. _draft!.Errors, .. _dataErrors];

    /// <inheritdoc/>
    protected override void OnInitialized() => _symbols = Series.Symbols;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var asked = (From, Preset, Target, Sweep, Choice);
        if (_begun == asked)
            return;
        (_begun, _draft) = (asked, null);
        var json = From is not null ? await Simulations.SpecJsonAsync(From, CancellationToken.None) : await FoundAsync();
        var kept = json is null && Preset is null && Target is null ? await KeptAsync() : null;
        // Meanwhile the address may have changed again.
        if (_begun != asked)
            return;
        if ((json ?? kept) is { } text)
            Begin(text);
        else
            UsePreset(Preset ?? "smaCross");
        _restored = kept is not null;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_restoring || _draft is null)
            return;
        _restoring = false;
        await Js.InvokeVoidAsync("localStorage.removeItem", RestoringKey);
    }

    // The spec of the search with the parameters chosen from its list; null where there is none.
    private async Task<string?> FoundAsync() =>
        Sweep is { } id
        && await FoundSearch.ReadAsync(Library, id, CancellationToken.None) is { Request: { } request, Findings: { } found }
        && found.At(Choice) is { } chosen
            ? SpecJson.Write(request.Spec with { Name = "", Strategy = SearchRequest.With(request.Spec.Strategy, chosen.ToDictionary()) })
            : null;

    // The mark stays until the draft is drawn. A draft that the page could not draw is not restored automatically again; otherwise it
    // would block the page for ever.
    private async Task<string?> KeptAsync()
    {
        if (await Js.InvokeAsync<string?>("localStorage.getItem", DraftKey) is not { Length: > 0 } kept)
            return null;
        if (await Js.InvokeAsync<string?>("localStorage.getItem", RestoringKey) == kept)
        {
            _setAside = kept;
            return null;
        }
        await Js.InvokeVoidAsync("localStorage.setItem", RestoringKey, kept);
        _restoring = true;
        return kept;
    }

    private void UsePreset(string key)
    {
        var target = _draft?.GetText("data.target") is { Length: > 0 } chosen ? chosen : Target ?? FirstTarget();
        IReadOnlyList<string> related =
            target == "DEMO" ? [.. _symbols.Where(s => s != target && s.StartsWith(target + "_", StringComparison.Ordinal))] : [];
        if (key == "portfolio")
            related = [.. related.Where(r => Series.Find(r) is { Kind: SeriesKind.Price })];
        Begin(SpecJson.Write(SpecPresets.Make(key, target, related)));
    }

    // The user's own series come before the demo series.
    private string FirstTarget() =>
        _symbols.FirstOrDefault(s => !s.StartsWith("DEMO", StringComparison.Ordinal)) ?? (_symbols.Count > 0 ? _symbols[0] : "");

    private void Begin(string json)
    {
        _draft = new SpecDraft(json);
        (_restored, _pressed, _dataErrors) = (false, false, []);
        Show();
    }

    private void Show()
    {
        _shown = _draft!.Text;
        _version++;
        Estimate();
    }

    private void Estimate()
    {
        try
        {
            _estimate = _draft!.Spec is { } spec ? Jobs.Estimate(new SimulationRequest(spec)).Words : null;
        }
        catch (StoreException)
        {
            _estimate = null; // pressing Run says what is wrong with the store
        }
    }

    private Task FormChangedAsync()
    {
        Show();
        return KeepAsync();
    }

    private Task TextChangedAsync(ChangeEventArgs e)
    {
        _draft!.SetText(e.Value as string ?? "");
        Estimate();
        return KeepAsync();
    }

    private async Task KeepAsync()
    {
        (_dataErrors, _refused) = ([], null);
        await Js.InvokeVoidAsync("localStorage.setItem", DraftKey, _draft!.Text);
    }

    private void OpenSetAside()
    {
        var kept = _setAside!;
        _setAside = null;
        Begin(kept);
        _restoring = true;
    }

    private async Task StartOverAsync()
    {
        await Js.InvokeVoidAsync("localStorage.removeItem", DraftKey);
        UsePreset("smaCross");
    }

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
        _dataErrors = draft.Spec is { } read ? await Task.Run(() => SpecChecks.AgainstData(read, Series)) : [];
        if (draft.Spec is not { } spec || _dataErrors.Count > 0)
        {
            await Js.InvokeVoidAsync("simulatorShell.showFirstError");
            return;
        }
        var id = await Jobs.SubmitAsync(spec, _device, isDemo: false, CancellationToken.None);
        await Js.InvokeVoidAsync("localStorage.removeItem", DraftKey);
        Navigation.NavigateTo(Addresses.Simulation(id));
    }
}
