using System.Runtime.InteropServices;

namespace Simulator.Learning.Trees;

/// <summary>
/// XGBoost's native library, that of the system: Debian and Ubuntu have it in the package <c>libxgboost0</c>. It is looked for when trees
/// are first grown, so that everything else runs without it.
/// </summary>
public static class XgboostLibrary
{
    /// <summary>The package that brings it on Debian and Ubuntu.</summary>
    public const string Package = "libxgboost0";

    internal const string Name = "xgboost";

    private static readonly string[] s_files = OperatingSystem.IsLinux() ? ["libxgboost.so.0", "libxgboost.so"] : ["xgboost", "libxgboost"];

    private static readonly Lazy<nint> s_handle = new(() => Load(s_files));
    private static readonly Lazy<string> s_version = new(ReadVersion);

    static XgboostLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(XgboostLibrary).Assembly, (name, _, _) => name == Name ? s_handle.Value : 0);

    /// <summary>Its version, such as 1.7.4. Loads it.</summary>
    /// <exception cref="DllNotFoundException">It is not installed; the text names the package.</exception>
    public static string Version => s_version.Value;

    /// <summary>Loads it.</summary>
    /// <exception cref="DllNotFoundException">It is not installed; the text names the package.</exception>
    public static void Require() => _ = s_version.Value;

    /// <summary>Loads the first of some files that is there.</summary>
    /// <exception cref="DllNotFoundException">None can be loaded: what to install.</exception>
    internal static nint Load(IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            if (NativeLibrary.TryLoad(file, out var handle))
                return handle;
        }
        throw new DllNotFoundException(
            $"XGBoost's library ({string.Join(" or ", files)}) cannot be loaded. Boosted trees need it: install the package {Package} "
                + $"(apt-get install -y --no-install-recommends {Package}), or choose another forecaster; nothing else needs it."
        );
    }

    private static string ReadVersion()
    {
        _ = s_handle.Value;
        XgboostApi.Version(out var major, out var minor, out var patch);
        XgboostCall.Check(XgboostApi.SetGlobalConfig("""{"verbosity": 0}"""), "quiet");
        return FormattableString.Invariant($"{major}.{minor}.{patch}");
    }
}
