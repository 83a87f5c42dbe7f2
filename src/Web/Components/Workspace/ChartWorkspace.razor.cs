using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Simulator.Web.Components.Workspace;

/// <summary>
/// A series or a run as a chart that is worked with: prices, indicators, trades, curves, drawings. Its data comes over HTTP, not through
/// the circuit.
/// </summary>
public sealed partial class ChartWorkspace
{
    private readonly string _id = $"chart-{Interlocked.Increment(ref s_made)}";
    private static int s_made;

    private ElementReference _root;
    private IJSObjectReference? _chart;
    private DotNetObjectReference<ChartWorkspace>? _self;
    private string? _drawn;
    private int? _wanted;
    private bool _disposed;

    /// <summary>What is shown: <c>series/SYMBOL</c> or <c>runs/ID</c>, escaped.</summary>
    [Parameter, EditorRequired]
    public required string Source { get; set; }

    /// <summary>Its name, above the chart and in saved files.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Height of the drawing, a CSS length.</summary>
    [Parameter]
    public string Height { get; set; } = "clamp(420px, 60vh, 900px)";

    /// <summary>Hears the number of a trade, from 1, that is to be shown in the list of trades; without it nobody is asked.</summary>
    [Parameter]
    public EventCallback<int> TradeListed { get; set; }

    /// <summary>
    /// Hears where a person moved the beginning of a part: its name, <c>validation</c> or <c>test</c>, and a time, seconds since 1970 of
    /// the shown clock; without it the parts cannot be moved.
    /// </summary>
    [Parameter]
    public EventCallback<(string Part, double Time)> SplitMoved { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>Moves the chart to a trade and selects it, as soon as the chart is there.</summary>
    public ValueTask ShowTradeAsync(int trade)
    {
        if (_chart is { } chart && _drawn == Source)
            return chart.InvokeVoidAsync("showTrade", trade);
        _wanted = trade;
        return ValueTask.CompletedTask;
    }

    /// <summary>Moves the chart to a time, seconds since 1970 of the shown clock; nothing while the chart is not there.</summary>
    public ValueTask GoToAsync(double time) => _chart?.InvokeVoidAsync("goTo", time) ?? ValueTask.CompletedTask;

    /// <summary>Called by the chart for a trade that is to be shown in the list.</summary>
    [JSInvokable]
    public Task ListTrade(int trade) => InvokeAsync(() => TradeListed.InvokeAsync(trade));

    /// <summary>Called by the chart for a part that begins elsewhere now.</summary>
    [JSInvokable]
    public Task MoveSplit(string part, double time) => InvokeAsync(() => SplitMoved.InvokeAsync((part, time)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await RemoveAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drawn == Source)
            return;
        var (before, wanted) = (_drawn, Source);
        _drawn = wanted;
        if (IsPreview(before) && IsPreview(wanted) && _chart is { } chart && await FollowAsync(chart, wanted))
            return;
        // A newer one may have come meanwhile.
        if (_drawn != wanted || _disposed)
            return;
        await RemoveAsync();
        _self ??= DotNetObjectReference.Create(this);
        var options = JsonSerializer.Serialize(
            new
            {
                source = Source,
                title = Title,
                splits = SplitMoved.HasDelegate,
                words = ChartWords.All,
            },
            JsonSerializerOptions.Web
        );
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/workspace/workspace.js");
        _chart = await module.InvokeAsync<IJSObjectReference>("create", _root, options, _self);
        if (_disposed)
            await RemoveAsync();
        else if (_wanted is { } trade)
        {
            _wanted = null;
            await _chart.InvokeVoidAsync("showTrade", trade);
        }
    }

    private static async Task<bool> FollowAsync(IJSObjectReference chart, string source)
    {
        try
        {
            return await chart.InvokeAsync<bool>("follow", source);
        }
        catch (JSDisconnectedException)
        {
            return true; // The page was closed, and the drawing with it.
        }
    }

    private static bool IsPreview(string? source) => source?.StartsWith("previews/", StringComparison.Ordinal) == true;

    private async Task RemoveAsync()
    {
        try
        {
            if (_chart is { } chart)
            {
                _chart = null;
                await chart.InvokeVoidAsync("dispose");
                await chart.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page was closed, and the drawing with it.
        }
    }
}
