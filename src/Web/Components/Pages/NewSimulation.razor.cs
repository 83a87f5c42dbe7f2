using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Learning.Pipeline;
using Simulator.Learning.Specs;
using Simulator.Specs;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Specs;

namespace Simulator.Web.Components.Pages;

/// <summary>Writes a spec, by form and as JSON at once, and runs it. What is typed survives a lost connection and a closed tab.</summary>
public sealed partial class NewSimulation
{
    private const string DraftKey = "draft:new";

    private SpecDraft? _draft;
    private IReadOnlyList<SpecError> _dataErrors = [];
    private string _device = "auto";
    private string _shown = "";
    private int _version;
    private bool _pressed;
    private bool _starting;
    private bool _restored;

    /// <summary>A simulation to begin from.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>A preset to begin from.</summary>
    [SupplyParameterFromQuery] public string? Preset { get; set; }

    /// <summary>A series to trade.</summary>
    [SupplyParameterFromQuery] public string? Target { get; set; }

    [Inject] private IJobs Jobs { get; set; } = null!;

    [Inject] private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject] private ISeriesLibrary Series { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private IEnumerable<SpecError> AllErrors => [.. _draft!.Errors, .. _dataErrors];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (From is not null && await Simulations.SpecJsonAsync(From, CancellationToken.None) is { } json)
            Begin(json);
        else if (Preset is not null || Target is not null)
            UsePreset(Preset ?? "smaCross");
        else if (await Js.InvokeAsync<string?>("localStorage.getItem", DraftKey) is { Length: > 0 } kept)
        {
            Begin(kept);
            _restored = true;
        }
        else
            UsePreset("smaCross");
    }

    private void UsePreset(string key)
    {
        var target = _draft?.GetText("data.target") is { Length: > 0 } chosen ? chosen : Target ?? FirstTarget();
        IReadOnlyList<string> related = target == "DEMO" ? [.. Series.Symbols.Where(s => s != target && s.StartsWith(target + "_", StringComparison.Ordinal))] : [];
        Begin(SpecJson.Write(SpecPresets.Make(key, target, related)));
    }

    // What a person brought goes before what the product made up.
    private string FirstTarget() => Series.Symbols.FirstOrDefault(s => !s.StartsWith("DEMO", StringComparison.Ordinal)) ?? (Series.Symbols.Count > 0 ? Series.Symbols[0] : "");

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
    }

    private Task FormChangedAsync()
    {
        Show();
        return KeepAsync();
    }

    private Task TextChangedAsync(ChangeEventArgs e)
    {
        _draft!.SetText(e.Value as string ?? "");
        return KeepAsync();
    }

    private async Task KeepAsync()
    {
        _dataErrors = [];
        await Js.InvokeVoidAsync("localStorage.setItem", DraftKey, _draft!.Text);
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
        (_pressed, _starting) = (true, true);
        _dataErrors = _draft.Spec is { } read ? await Task.Run(() => SpecChecks.AgainstData(read, Series)) : [];
        if (_draft.Spec is not { } spec || _dataErrors.Count > 0)
        {
            _starting = false;
            await Js.InvokeVoidAsync("simulatorShell.showFirstError");
            return;
        }
        var id = await Jobs.SubmitAsync(spec, _device, isDemo: false, CancellationToken.None);
        await Js.InvokeVoidAsync("localStorage.removeItem", DraftKey);
        Navigation.NavigateTo($"simulations/{id}");
    }
}
