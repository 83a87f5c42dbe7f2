using Microsoft.AspNetCore.Components;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>A job's log. It is read again when it grew, at most once a second while the job runs.</summary>
public sealed partial class JobLogView
{
    private const string Everything = "all";
    private const string Troubles = "trouble";
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<JobLogLine> _lines = [];
    private List<JobLogLine>? _found;
    private string _shown = Everything;
    private string _words = "";
    private long _length = -1;
    private long _looked;
    private string? _job;

    /// <summary>The job.</summary>
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    /// <summary>It stands open at first.</summary>
    [Parameter]
    public bool Open { get; set; }

    [Inject]
    private JobLogs Logs { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    // Read where it is drawn: a folded log costs a look at the file's length. A list that stays the same object while nothing changed is
    // not drawn again.
    private List<JobLogLine> Found
    {
        get
        {
            Read();
            return _found ??= [.. _lines.Where(IsShown).Reverse()];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _ = FollowAsync(_leaving.Token);

    private static (string, string)[] Kinds =>
        [
            (Everything, RunningText.LogAll),
            ("server", RunningText.LogServer),
            ("worker", RunningText.LogWorker),
            (Troubles, RunningText.LogTroubles),
        ];

    private static string Said(JobLogLine line) =>
        line.Level switch
        {
            JobLogLevel.Warning => RunningText.FormatLogWarning(line.Text),
            JobLogLevel.Error => RunningText.FormatLogError(line.Text),
            _ => line.Text,
        };

    private static string LevelOf(JobLogLine line) => line.Level.ToString().ToLowerInvariant();

    private bool IsShown(JobLogLine line) =>
        _shown switch
        {
            Everything => true,
            Troubles => line.Level != JobLogLevel.Info,
            _ => string.Equals(line.Source.ToString(), _shown, StringComparison.OrdinalIgnoreCase),
        } && _words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => line.Text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private void Show(string shown) => (_shown, _found) = (shown, null);

    private void Find(string? words) => (_words, _found) = (words ?? "", null);

    private void Read()
    {
        var isOther = _job != Job.Id;
        if (!isOther && !Job.HasEnded && Time.GetElapsedTime(_looked) < s_pause)
            return;
        (_job, _looked) = (Job.Id, Time.GetTimestamp());
        var length = Logs.Length(Job.Id);
        if (length == _length && !isOther)
            return;
        (_length, _lines, _found) = (length, Logs.Read(Job.Id), null);
    }

    private async Task FollowAsync(CancellationToken leaving)
    {
        try
        {
            while (!Job.HasEnded)
            {
                await Task.Delay(s_pause, Time, leaving);
                if (Logs.Length(Job.Id) != _length)
                    await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }
}
