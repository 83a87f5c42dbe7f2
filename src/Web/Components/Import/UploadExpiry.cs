namespace Simulator.Web.Components.Import;

/// <summary>Deletes uploaded files that were left behind, once an hour.</summary>
public sealed partial class UploadExpiry(UploadStore uploads, TimeProvider time, ILogger<UploadExpiry> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                RemoveExpired();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void RemoveExpired()
    {
        try
        {
            uploads.RemoveExpired();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogKept(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "uploaded files whose time is over cannot be deleted; tried again in an hour")]
    private static partial void LogKept(ILogger logger, Exception error);
}
