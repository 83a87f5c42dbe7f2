namespace Simulator.Store.Database;

/// <summary>The SQLite that the store runs on: the one that EF Core's provider brings with it.</summary>
public static class SqliteLibrary
{
    /// <summary>Its version, e.g. <c>3.50.4</c>.</summary>
    public static string Version
    {
        get
        {
            SQLitePCL.Batteries_V2.Init();
            return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
        }
    }
}
