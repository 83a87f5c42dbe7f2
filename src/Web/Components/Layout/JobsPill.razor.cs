using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Layout;

/// <summary>How many jobs run, and their progress; always in the top bar.</summary>
public sealed partial class JobsPill : IDisposable
{
    private const int Shown = 8;

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<JobSnapshot> _active = [];
    private string? _failed;
    private string? _told;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    private string Words
    {
        get
        {
            var running = _active.Where(j => j.State == JobState.Running).ToList();
            var count = Plural.Of(_active.Count, LayoutText.OneJob, LayoutText.FormatJobCount(_active.Count));
            if (running.Count > 0)
                return $"{count} {Figures.Percent(running.Average(j => j.Fraction), 0)}";
            return $"{count} {(_active.All(j => j.State == JobState.Paused) ? LayoutText.Paused : LayoutText.Queued)}";
        }
    }

    private static string StateOf(JobSnapshot job) =>
        job.State switch
        {
            JobState.Running => Figures.Percent(job.Fraction, 0),
            JobState.Paused => LayoutText.Paused,
            _ => LayoutText.Queued,
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _ = FollowAsync(_leaving.Token);

    private async Task FollowAsync(CancellationToken leaving)
    {
        try
        {
            await foreach (var active in Jobs.WatchActive(leaving))
            {
                _active = active;
                // A job that works says something many times a second; the pill says how far it is.
                var tells = string.Join('|', active.Select(j => $"{j.Id} {j.Name} {StateOf(j)}"));
                if (tells == _told)
                    continue;
                _told = tells;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            // Outside of a page, an error would end every page; here only the pill shows it.
            _failed = e.Message;
            await InvokeAsync(StateHasChanged);
        }
    }
}
