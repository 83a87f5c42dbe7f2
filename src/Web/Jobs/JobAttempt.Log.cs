namespace Simulator.Web.Jobs;

internal sealed partial class JobAttempt
{
    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job}: worker {ProcessId} started (epoch {Epoch})")]
    private static partial void LogStarted(ILogger logger, string job, int epoch, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "job {Job}: a message from epoch {Stale} is refused, the job is in epoch {Epoch}")]
    private static partial void LogStale(ILogger logger, string job, int stale, int epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "job {Job}: points of its learning curves could not be stored yet")]
    private static partial void LogCurvesWait(ILogger logger, Exception error, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "job {Job}: how far it got could not be noted")]
    private static partial void LogProgressNotNoted(ILogger logger, Exception error, string job);

    [LoggerMessage(Level = LogLevel.Debug, Message = "job {Job}: worker said: {Line}")]
    private static partial void LogNoMessage(ILogger logger, string job, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "job {Job}: worker {ProcessId} did not stop in time and is killed")]
    private static partial void LogKilled(ILogger logger, string job, int processId);
}
