using Microsoft.Data.Sqlite;

namespace Simulator.Store.Database;

/// <summary>
/// The store cannot be used. The message says what is wrong, with which file, and what to do. Nothing was changed or removed.
/// </summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it may pass: the store is busy, or its disk is full, read-only, failing or gone. Then waiting helps.</summary>
    public bool MayPass => InnerException is IOException or SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 };

    /// <summary>The file of the database is no longer where it was.</summary>
    public static StoreException Gone(string database) =>
        new($"database {database}: is gone (is its disk mounted?). Remedy: put it back, then try again.", new FileNotFoundException());

    /// <summary>Describes an error of SQLite.</summary>
    public static StoreException From(SqliteException error, string database)
    {
        var (what, remedy) = error.SqliteErrorCode switch
        {
            5 or 6 => ("is held by another program", "close that program, then start again"),
            8 or 3 => ("cannot be written", "make the file and its folder writable, or name another folder with --data FOLDER"),
            10 => (
                "could not be read or written by the disk",
                "check the disk, then start again; every acknowledged change is still in the file"
            ),
            11 or 26 => (
                "is damaged or is not a database of this product",
                "stop the server, then './run store check' says what is wrong and './run store restore' puts a backup in its place"
            ),
            13 => ("could not grow: the disk is full", "free some disk space, then try again"),
            14 => ("cannot be opened", "check that the folder exists and can be read and written, or name another with --data FOLDER"),
            _ => ("refused the operation", "start again; if it fails again, keep the file and report the text in brackets"),
        };
        return new StoreException($"database {database}: {what} ({error.Message}). Remedy: {remedy}.", error);
    }
}
