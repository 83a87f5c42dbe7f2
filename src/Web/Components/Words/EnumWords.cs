using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Quality;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Words;

/// <summary>Words for the values of closed sets, as they stand in the middle of a sentence.</summary>
public static class EnumWords
{
    /// <summary>The state of a job.</summary>
    public static string Of(JobState state) =>
        state switch
        {
            JobState.Queued => CommonText.Queued,
            JobState.Running => CommonText.Running,
            JobState.Paused => CommonText.Paused,
            JobState.Succeeded => CommonText.Succeeded,
            JobState.Failed => CommonText.Failed,
            JobState.Cancelled => CommonText.Cancelled,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    /// <summary>What the values of a series are.</summary>
    public static string Of(SeriesKind kind) =>
        kind switch
        {
            SeriesKind.Price => CommonText.Price,
            SeriesKind.Rate => CommonText.Rate,
            SeriesKind.Score => CommonText.Score,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Which process a line of a job's log comes from.</summary>
    public static string Of(JobLogSource source) =>
        source switch
        {
            JobLogSource.Server => CommonText.Server,
            JobLogSource.Worker => CommonText.Worker,
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
        };

    /// <summary>How bad a line of a job's log is, as the first word of it.</summary>
    public static string Of(JobLogLevel level) =>
        level switch
        {
            JobLogLevel.Info => CommonText.LineInfo,
            JobLogLevel.Warning => CommonText.LineWarning,
            JobLogLevel.Error => CommonText.LineError,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
        };

    /// <summary>How bad a finding of the checks is.</summary>
    public static string Of(Severity severity) =>
        severity switch
        {
            Severity.Info => CommonText.Info,
            Severity.Warning => CommonText.Warning,
            Severity.Error => CommonText.Error,
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
        };
}
