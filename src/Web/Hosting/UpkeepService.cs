using System.Text.Json;
using Simulator.Errors;
using Simulator.Store.Database;
using Simulator.Store.Upkeep;

namespace Simulator.Web.Hosting;

/// <summary>Looks after the store while the server runs: a backup a day, room of what was deleted.</summary>
public sealed partial class UpkeepService(StoreUpkeep upkeep, UpkeepOptions options, TimeProvider time, ILogger<UpkeepService> logger)
    : BackgroundService
{
    // The first pages come first.
    private static readonly TimeSpan s_afterStart = TimeSpan.FromSeconds(20);

    /// <summary>The options, or every error in them.</summary>
    /// <exception cref="SimulationException">They cannot be used.</exception>
    public static UpkeepOptions Checked(UpkeepOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] errors = [.. options.Errors()];
        return errors.Length == 0 ? options : throw new SimulationException(string.Join(Environment.NewLine, errors));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(s_afterStart, time, stoppingToken);
            while (true)
            {
                await RunOnceAsync(stoppingToken);
                await Task.Delay(options.Interval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the next one goes on.
        }
    }

    // A boundary: what cannot be tidied up now is tried again at the next turn.
    private async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            var done = await upkeep.RunAsync(options, cancellation);
            if (done.Backup is { } backup)
                LogBackup(logger, backup);
            if (done.Removed + done.Files.Files > 0)
                LogRemoved(logger, done.Removed, done.Files.Files, done.Files.Bytes >> 10);
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException or JsonException)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "database copied to {Backup}")]
    private static partial void LogBackup(ILogger logger, string backup);

    [LoggerMessage(Level = LogLevel.Information, Message = "removed for good: {Rows} deleted runs and series, {Files} files of {KiB} KiB")]
    private static partial void LogRemoved(ILogger logger, int rows, int files, long kiB);

    [LoggerMessage(Level = LogLevel.Error, Message = "the store could not be looked after; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
