using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Simulator.Store.Database;
using Simulator.Store.Strategies;
using Simulator.Web.Components.Layout;

namespace Simulator.Web.Components.Specs;

/// <summary>Saves the form's strategy by name and brings saved ones back.</summary>
public sealed partial class SavedStrategies
{
    private const string NameKey = "draft:strategy-name";

    private Sheet? _sheet;
    private string _name = "";
    private string? _wrong;
    private string? _shown;
    private IReadOnlyList<SavedStrategy> _saved = [];
    private IReadOnlyList<SavedStrategy> _versions = [];

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    [Inject]
    private IStrategyLibrary Library { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private bool IsIn(SavedStrategy saved) => JsonNode.DeepEquals(JsonNode.Parse(saved.Json), Draft.Get("strategy"));

    private async Task OpenAsync()
    {
        await ReadAsync();
        var kept = await Js.InvokeAsync<string?>("localStorage.getItem", NameKey);
        _name = !string.IsNullOrWhiteSpace(kept) ? kept : _saved.FirstOrDefault(IsIn)?.Name ?? _name;
        _sheet?.Open();
    }

    // A name that was typed and not saved outlives the page, as the form's draft does.
    private async Task KeepNameAsync(string name)
    {
        _name = name;
        await Js.InvokeVoidAsync("localStorage.setItem", NameKey, name);
    }

    private async Task ReadAsync()
    {
        _saved = await Library.ListAsync(CancellationToken.None);
        if (_shown is not null)
            _versions = await Library.VersionsAsync(_shown, CancellationToken.None);
    }

    private async Task SaveAsync()
    {
        _wrong = null;
        if (Draft.Get("strategy") is not { } strategy)
            return;
        try
        {
            var saved = await Library.SaveAsync(_name, strategy.ToJsonString(), CancellationToken.None);
            await Js.InvokeVoidAsync("localStorage.removeItem", NameKey);
            Snackbar.Add(SpecsText.FormatSavedAs(saved.Name, Words.Figures.Count(saved.Version)), Severity.Normal);
        }
        catch (Exception e) when (e is ArgumentException or StoreException)
        {
            _wrong = e.Message;
        }
        await ReadAsync();
    }

    private async Task UseAsync(SavedStrategy saved)
    {
        Draft.Set("strategy", JsonNode.Parse(saved.Json));
        await Js.InvokeVoidAsync("localStorage.removeItem", NameKey);
        _sheet?.Close();
        await Changed.InvokeAsync();
    }

    private async Task VersionsAsync(string name)
    {
        _shown = _shown == name ? null : name;
        await ReadAsync();
    }

    private async Task DuplicateAsync(string name)
    {
        await Library.DuplicateAsync(name, CancellationToken.None);
        await ReadAsync();
    }

    private async Task DeleteAsync(string name)
    {
        await Library.DeleteAsync(name, CancellationToken.None);
        await ReadAsync();
        Snackbar.Add(
            SpecsText.FormatWasDeleted(name),
            Severity.Normal,
            options =>
            {
                options.Action = SpecsText.Undo;
                options.OnClick = _ => InvokeAsync(() => RestoreAsync(name));
            }
        );
    }

    private async Task RestoreAsync(string name)
    {
        await Library.RestoreAsync(name, CancellationToken.None);
        await ReadAsync();
        StateHasChanged();
    }
}
