using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Charts;

namespace Simulator.Web.Components.Running;

/// <summary>
/// Learning curves while they grow. New points go to the drawing in one call, at most four times a second, the next only after the
/// last returned; the render tree is touched only when a line appears for the first time.
/// </summary>
public sealed partial class LiveCurves
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _leaving = new();
    private readonly HashSet<(string Panel, string Line, string Color, bool Dashed)> _lines = [];
    private ElementReference _element;
    private IJSObjectReference? _drawing;
    private const string PathsPanel = "paths";

    private int _sent;
    private SamplePaths? _shown;
    private bool _sending;

    /// <summary>The job's current state.</summary>
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private LearningPanels? _panels;

    // The stages of a job never change while it runs.
    private LearningPanels Learning => _panels ??= new LearningPanels(Job.Stages);

    private IEnumerable<LearningPanels.Panel> Panels => Learning.All;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
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
            // The page is gone.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/charts/live.js");
            _drawing = await module.InvokeAsync<IJSObjectReference>("create", _element, ChartModel.ToJson(Panels), Words, Job.HasEnded);
        }
        // The page may have been left while the drawing was being made.
        if (_drawing is not null && !_sending && !_leaving.IsCancellationRequested)
            _ = SendAsync(_leaving.Token);
    }

    private static object Words =>
        new
        {
            draw = RunningText.DrawNumber,
            happened = RunningText.Happened,
            axis = RunningText.ValidationBar,
        };

    private string Json(IEnumerable<JobEvent.Evaluated> events) =>
        ChartModel.ToJson(events.SelectMany(Learning.Points).Select(p => new object[] { p.Panel, p.Line, p.Color, p.Dashed, p.X, p.Y }));

    private IEnumerable<(string Name, string Color, bool Dashed)> Keys(LearningPanels.Panel panel) =>
        _lines.Where(l => l.Panel == panel.Id).Select(l => (l.Line, l.Color, l.Dashed)).Order();

    private async Task SendAsync(CancellationToken leaving)
    {
        _sending = true;
        try
        {
            while (_sent < Job.Curves.Count || !ReferenceEquals(_shown, Job.Paths))
            {
                var curves = Job.Curves;
                var fresh = curves.Skip(_sent).ToList();
                _sent = curves.Count;
                if (NoteLines(fresh))
                    StateHasChanged();
                if (fresh.Count > 0)
                    await _drawing!.InvokeVoidAsync("push", leaving, Json(fresh));
                if (!ReferenceEquals(_shown, Job.Paths))
                {
                    _shown = Job.Paths;
                    await _drawing!.InvokeVoidAsync("paths", leaving, ChartModel.ToJson(_shown));
                }
                await Task.Delay(s_pause, Time, leaving);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The page was left.
        }
        finally
        {
            _sending = false;
        }
    }

    private bool NoteLines(List<JobEvent.Evaluated> fresh)
    {
        var before = _lines.Count;
        foreach (var point in fresh.SelectMany(Learning.Points))
            _lines.Add((point.Panel, point.Line, point.Color, point.Dashed));
        return _lines.Count > before;
    }
}
