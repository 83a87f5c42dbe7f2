using System.Net.Sockets;
using Simulator.Artifacts;
using Simulator.Learning.Pipeline;
using Simulator.Store;
using Simulator.Store.Database;

namespace Simulator.Web.Hosting;

/// <summary>Starts the server, and says in a sentence why it cannot.</summary>
public static partial class ServerRun
{
    /// <summary>Runs to the end. Exit code 0: stopped; 1: the data folder or the options cannot be used; 2: the port is taken.</summary>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // The page boundary of the process: an expected trouble is a sentence and an exit code, not a stack trace.
        try
        {
            app.Services.GetRequiredService<ServerTurn>();
            LogOpening(app);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is StoreException or DataFolderException or SimulationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is { } inner && (inner as SocketException ?? inner.InnerException as SocketException) is { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            await Console.Error.WriteLineAsync($"{e.Message.TrimEnd('.')}. Stop what listens there, or choose another port with --port N (SIMULATOR_PORT).");
            return 2;
        }
    }

    private static void LogOpening(WebApplication app)
    {
        var store = app.Services.GetRequiredService<SimulatorStore>();
        var opening = store.Opening;
        LogOpened(app.Logger, store.Folder.Root, SqliteNative.Version, SqliteNative.Library);
        if (opening.Backup is { } backup)
            LogBackup(app.Logger, backup, string.Join(", ", opening.Migrated));
        if (opening.ClearedStaleLock)
            LogStaleLock(app.Logger);
        if (opening.UnsureFileSystem is { } name)
            LogUnsure(app.Logger, store.Folder.Root, name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "data folder {Folder}, SQLite {Version} from {Library}")]
    private static partial void LogOpened(ILogger logger, string folder, string version, string library);

    [LoggerMessage(Level = LogLevel.Information, Message = "database copied to {Backup}, then migrated: {Migrations}")]
    private static partial void LogBackup(ILogger logger, string backup, string migrations);

    [LoggerMessage(Level = LogLevel.Warning, Message = "an earlier start was killed while it migrated the database; its lock was cleared")]
    private static partial void LogStaleLock(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "data folder {Folder} lies on {FileSystem}, on which SQLite's write-ahead log may not work between machines; a local disk is safer")]
    private static partial void LogUnsure(ILogger logger, string folder, string fileSystem);
}
