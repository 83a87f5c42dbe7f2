using Simulator.Jobs;

namespace Simulator.Web.Jobs;

public sealed partial class JobSupervisor
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "job {Job} waits: {Trouble}")]
    private static partial void LogWaits(ILogger logger, string job, string trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job}: succeeded, result {ResultHash}")]
    private static partial void LogSucceeded(ILogger logger, string job, string resultHash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "job {Job}: failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "job {Job}: its worker died, {Crashes} in a row: {Exit}")]
    private static partial void LogCrashed(ILogger logger, string job, int crashes, WorkerExit exit);

    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job}: stopped with the server, continues at the next start")]
    private static partial void LogLeft(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job}: its worker stopped on request, the job is {State}")]
    private static partial void LogStopped(ILogger logger, string job, JobState state);

    [LoggerMessage(Level = LogLevel.Error, Message = "job {Job}: the store refuses to start it; trying again")]
    private static partial void LogNotStarted(ILogger logger, Exception error, string job);

    [LoggerMessage(Level = LogLevel.Error, Message = "job {Job}: could not be supervised")]
    private static partial void LogBroken(ILogger logger, Exception error, string job);
}
