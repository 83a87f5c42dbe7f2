using System.Net.Sockets;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Store;
using Simulator.Store.Database;

namespace Simulator.Web.Hosting;

/// <summary>Starts the server, or says in one sentence why it cannot start.</summary>
public static partial class ServerRun
{
    /// <summary>
    /// Runs until stopped. Exit code 0: stopped; 1: the data folder or the options cannot be used; 2: the address or port cannot be used.
    /// </summary>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var urls = app.Configuration["urls"] ?? "the address"; // read now: a failed application loses its settings
        // The outer boundary of the process: an expected failure gives a sentence and an exit code, not a stack trace.
        try
        {
            app.Services.GetRequiredService<ServerTurn>();
            LogOpening(app);
            app.Lifetime.ApplicationStarted.Register(() => WarnWhereExposed(app));
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is StoreException or DataFolderException or SimulationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e)
            when (e.InnerException is { } inner
                && (inner as SocketException ?? inner.InnerException as SocketException)
                    is { SocketErrorCode: SocketError.AddressAlreadyInUse }
            )
        {
            await Console.Error.WriteLineAsync(
                $"{e.Message.TrimEnd('.')}. Stop the program that listens there, or choose another port with --port N (SIMULATOR_PORT)."
            );
            return 2;
        }
        catch (Exception e) when ((e as SocketException ?? e.InnerException as SocketException) is not null)
        {
            await Console.Error.WriteLineAsync(
                $"{urls}: cannot be listened on ({e.Message.TrimEnd('.')}). Choose an address of this machine (SIMULATOR_BIND) "
                    + "and a port that your user may open, 1024 or above (SIMULATOR_PORT)."
            );
            return 2;
        }
    }

    private static void WarnWhereExposed(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            if (
                !LocalOnly.IsLocal(
                    new Uri(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal)).Host
                )
            )
                LogExposed(app.Logger, url);
        }
    }

    private static void LogOpening(WebApplication app)
    {
        var store = app.Services.GetRequiredService<SimulatorStore>();
        var opening = store.Opening;
        LogOpened(app.Logger, store.Folder.Root, SqliteLibrary.Version);
        if (opening.Backup is { } backup)
            LogBackup(app.Logger, backup, string.Join(", ", opening.Migrated));
        if (opening.EndedUncleanly)
            LogUnclean(app.Logger);
        foreach (var row in opening.SetAside)
            LogSetAside(app.Logger, row);
        if (opening.ClearedStaleLock)
            LogStaleLock(app.Logger);
        if (opening.UnsureFileSystem is { } name)
            LogUnsure(app.Logger, store.Folder.Root, name);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "EXPOSED: listening on {Url}, which other machines may reach. There is no sign-in: "
            + "anyone who can reach this port can read, run and delete everything. Listen on 127.0.0.1 "
            + "(leave SIMULATOR_BIND unset; in a container publish with -p 127.0.0.1:5080:5080), "
            + "or put a reverse proxy with a sign-in before it"
    )]
    private static partial void LogExposed(ILogger logger, string url);

    [LoggerMessage(Level = LogLevel.Information, Message = "data folder {Folder}, SQLite {Version}")]
    private static partial void LogOpened(ILogger logger, string folder, string version);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "the last use of the data folder did not end properly; the database was checked in full and is whole"
    )]
    private static partial void LogUnclean(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "set aside, see the page Data: {Row}")]
    private static partial void LogSetAside(ILogger logger, string row);

    [LoggerMessage(Level = LogLevel.Information, Message = "database copied to {Backup}, then migrated: {Migrations}")]
    private static partial void LogBackup(ILogger logger, string backup, string migrations);

    [LoggerMessage(Level = LogLevel.Warning, Message = "an earlier start was killed during a database migration; its lock was cleared")]
    private static partial void LogStaleLock(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "data folder {Folder} is on {FileSystem}, where SQLite's write-ahead log may not work between machines; "
            + "a local disk is safer"
    )]
    private static partial void LogUnsure(ILogger logger, string folder, string fileSystem);
}
