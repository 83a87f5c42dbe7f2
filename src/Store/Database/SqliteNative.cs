using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Simulator.Store.Database;

/// <summary>
/// Which SQLite is used. The system's library comes first, because it gets the system's security patches; the bundled one (3.35.5)
/// stands in where there is none. <c>docs/decisions</c> tells why the package graph needs a hand.
/// </summary>
public static class SqliteNative
{
    private static string s_library = "none loaded yet";

    /// <summary>Version of the SQLite in use, e.g. <c>3.40.1</c>.</summary>
    public static string Version
    {
        get
        {
            SQLitePCL.Batteries_V2.Init();
            return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
        }
    }

    /// <summary>The library it came from: <c>libsqlite3.so.0 (system)</c> or <c>e_sqlite3 (bundled)</c>.</summary>
    public static string Library => Volatile.Read(ref s_library);

    // Both handlers must stand before the first connection, whoever opens it; a module initialiser is the one place that is certain.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += AnswerWithPresentCore;
        UseSystemLibrary();
    }

    // A separate method: it is compiled only after the handler above answers for SQLitePCLRaw.core.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseSystemLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);

    private static Assembly? AnswerWithPresentCore(AssemblyLoadContext context, AssemblyName name)
    {
        // Microsoft.Data.Sqlite asks for a newer SQLitePCLRaw.core than a partial feed has; 2.0.6 has every member that it calls.
        if (name.Name != "SQLitePCLRaw.core")
            return null;
        var present = Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll");
        return File.Exists(present) ? context.LoadFromAssemblyPath(present) : null;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != "e_sqlite3")
            return nint.Zero;
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libsqlite3.so.0", out var system))
        {
            Volatile.Write(ref s_library, "libsqlite3.so.0 (system)");
            return system;
        }
        Volatile.Write(ref s_library, "e_sqlite3 (bundled)");
        return NativeLibrary.TryLoad(name, assembly, search, out var bundled) ? bundled : nint.Zero;
    }
}
