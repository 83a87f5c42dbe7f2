using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Running;

/// <summary>The tab's title of a page about a job: how far it is first, so that a narrow tab tells it.</summary>
public static class JobTitle
{
    /// <summary>The title; <paramref name="missing"/> names what there is no job of.</summary>
    public static string Of(JobSnapshot? job, string missing) => RunningText.FormatTabTitle(Before(job), job?.Name ?? missing);

    private static string Before(JobSnapshot? job) =>
        job?.State switch
        {
            JobState.Running => $"{Figures.Percent(job.Fraction, 0)} · ",
            JobState.Queued => RunningText.TitleWaits,
            JobState.Paused => RunningText.TitlePaused,
            JobState.Failed => RunningText.TitleFailed,
            _ => "",
        };
}
