using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Simulator.Web.Components.Charts;

/// <summary>Draws a model. On a static page the model travels in the element and a script draws it there.</summary>
public sealed partial class Chart
{
    private ElementReference _element;
    private IJSObjectReference? _drawing;
    private ChartModel? _drawn;

    /// <summary>What to draw.</summary>
    [Parameter, EditorRequired]
    public required ChartModel Model { get; set; }

    /// <summary>What it shows, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 240;

    /// <summary>True on pages without a connection.</summary>
    [CascadingParameter(Name = "Static")]
    public bool Static { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_drawing is not null)
            {
                await _drawing.InvokeVoidAsync("dispose");
                await _drawing.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page was closed, and the drawing with it.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (ReferenceEquals(_drawn, Model))
            return;
        _drawn = Model;
        if (_drawing is not null)
        {
            await _drawing.InvokeVoidAsync("update", Model.ToJson());
            return;
        }
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/charts/chart.js");
        _drawing = await module.InvokeAsync<IJSObjectReference>("create", _element, Model.ToJson());
    }
}
