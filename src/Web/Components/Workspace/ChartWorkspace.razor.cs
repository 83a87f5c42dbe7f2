using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Web.Charting;
using Simulator.Web.Components.Controls;

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
    private bool _drawing;

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

    /// <summary>Hears which source is drawn now: those before it are asked for no more.</summary>
    [Parameter]
    public EventCallback<string> Drawn { get; set; }

    [Inject]
    private ChartLibrary Charts { get; set; } = null!;

    [Inject]
    private PartShelf Parts { get; set; } = null!;

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
        // One source after another: what comes while one is being drawn waits, and only the newest of those is drawn.
        if (_drawing || _drawn == Source)
            return;
        _drawing = true;
        try
        {
            while (!_disposed && _drawn != Source)
                await DrawAsync(Source);
        }
        catch (Exception e) when (_disposed && e is JSException or ObjectDisposedException or JSDisconnectedException)
        {
            // The page was left in the middle of it.
        }
        finally
        {
            _drawing = false;
        }
    }

    private async Task DrawAsync(string wanted)
    {
        var before = _drawn;
        _drawn = wanted;
        var follows = IsPreview(before) && IsPreview(wanted) && _chart is { } chart && await chart.InvokeAsync<bool>("follow", wanted);
        if (!follows && !_disposed)
        {
            await RemoveAsync();
            await CreateAsync(wanted);
        }
        if (_disposed)
        {
            await RemoveAsync();
            return;
        }
        if (_wanted is { } trade)
        {
            _wanted = null;
            await _chart!.InvokeVoidAsync("showTrade", trade);
        }
        await Drawn.InvokeAsync(wanted);
    }

    private async Task CreateAsync(string source)
    {
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/lib/workspace/workspace.js");
        if (_disposed)
            return;
        _self ??= DotNetObjectReference.Create(this);
        var options = JsonSerializer.Serialize(
            new
            {
                source,
                version = await Charts.VersionAsync(source, CancellationToken.None),
                title = Title,
                splits = SplitMoved.HasDelegate,
                words = Parts.Keep(JsonSerializer.SerializeToUtf8Bytes(ChartWords.All, JsonSerializerOptions.Web), "application/json"),
            },
            JsonSerializerOptions.Web
        );
        _chart = await module.InvokeAsync<IJSObjectReference>("create", _root, options, _self);
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
