using Microsoft.AspNetCore.Components;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Series;
using Simulator.Web.Charting;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Specs;

/// <summary>
/// Shows a draft on its market while it is written. The newest draft wins: one that is still being made for an older text is stopped. A
/// draft with errors leaves the last picture as it is.
/// </summary>
public sealed partial class SpecPreview : IDisposable
{
    private const int MostHeld = 16;

    private RunPreviewer? _previewer;
    private readonly List<PreviewHold> _holds = []; // the newest last; the chart may still be asking for those before it
    private PreviewHold? _hold;
    private CancellationTokenSource? _making;
    private string? _of;
    private string _sentence = "";
    private string? _failed;
    private bool _busy;

    /// <summary>The draft; null where it cannot be read.</summary>
    [Parameter, EditorRequired]
    public required SimulationSpec? Spec { get; set; }

    /// <summary>Whether something keeps it from running.</summary>
    [Parameter, EditorRequired]
    public required bool HasErrors { get; set; }

    /// <summary>Called with the new split after a part's edge was moved.</summary>
    [Parameter]
    public EventCallback<SplitSpec> SplitChanged { get; set; }

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private ChartLibrary Charts { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _making?.Cancel();
        _making = null;
        foreach (var hold in _holds)
            _ = hold.LeaveAsync();
        _holds.Clear();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        if (Spec is not { } spec || HasErrors)
            return Task.CompletedTask;
        var of = SpecJson.Hash(spec);
        if (of == _of)
            return Task.CompletedTask;
        _of = of;
        return MakeAsync(spec);
    }

    private async Task MakeAsync(SimulationSpec spec)
    {
        _making?.Cancel();
        using var making = new CancellationTokenSource();
        (_making, _busy) = (making, true);
        try
        {
            _previewer ??= new RunPreviewer(Series);
            var made = await Charts.Previews.MakeAsync(_previewer, spec, making.Token);
            if (_making == making)
                Take(made);
            else
                made.Dispose();
        }
        catch (OperationCanceledException)
        {
            // A newer draft is being made, or the page was left.
        }
        catch (Exception e) when (e is ArgumentException or SimulationException or StoreException or InvalidOperationException)
        {
            if (_making == making)
                _failed = e.Message;
        }
        finally
        {
            if (_making == making)
                (_making, _busy) = (null, false);
        }
    }

    private void Take(PreviewHold made)
    {
        _holds.Add(made);
        (_hold, _failed) = (made, null);
        // A chart that never answers must not keep everything that was typed.
        if (_holds.Count > MostHeld)
            Forget(1);
        _sentence = PreviewWords.Sentence(made.Preview);
    }

    // The chart draws this one: those before it are needed no more.
    private void Release(string source) => Forget(_holds.FindIndex(h => Addresses.ChartOfPreview(h.Name) == source));

    private void Forget(int oldest)
    {
        for (; oldest > 0; oldest--)
        {
            _holds[0].Dispose();
            _holds.RemoveAt(0);
        }
    }

    private async Task MoveAsync((string Part, double Time) moved)
    {
        if (_hold is not { Preview: var preview })
            return;
        var bar = ShownClock.Times(preview.Target).AsSpan().BinarySearch(moved.Time);
        var part = moved.Part == "validation" ? MovedPart.Validation : MovedPart.Test;
        await SplitChanged.InvokeAsync(preview.Moved(part, bar >= 0 ? bar : ~bar));
    }
}
