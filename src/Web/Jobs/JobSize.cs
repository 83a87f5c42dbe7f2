using Simulator.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>Whether a job fits into what a worker may take.</summary>
internal static class JobSize
{
    // An estimate of time is good to a factor of about three, so only what is far beyond the limit is refused before it is tried.
    private const double TimeMargin = 3;

    /// <summary>Why a job of this size is not taken; null where it is.</summary>
    public static string? Refusal(JobEstimate estimate, JobOptions options)
    {
        if (estimate.MemoryBytes > options.WorkerMemoryBytes)
            return FormattableString.Invariant(
                    $"this needs about {estimate.MemoryWords} of memory; a worker may take {options.WorkerMemoryBytes / 1e9:0.0} GB here. "
                ) + "Use fewer bars, series, features or samples, or smaller batches and networks";
        return options.LongestAttempt > TimeSpan.Zero && estimate.Seconds > TimeMargin * options.LongestAttempt.TotalSeconds
            ? $"this would take up to {estimate.TimeWords}; "
                + $"a worker may take {new JobEstimate(0, options.LongestAttempt.TotalSeconds).TimeWords}. "
                + "Ask for fewer epochs, steps, folds or runs, or for fewer bars"
            : null;
    }
}
