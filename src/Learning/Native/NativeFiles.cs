using System.Globalization;
using System.Security.Cryptography;

namespace Simulator.Learning.Native;

/// <summary>The native files of the packages, wherever the host was told to look for them.</summary>
internal static class NativeFiles
{
    private const int Beginning = 4096;

    /// <summary>The first file of that name, or null.</summary>
    public static string? Find(string name) => Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Twelve hexadecimal digits over the names, lengths and beginnings of the libraries in a folder.</summary>
    public static string Identity(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var beginning = new byte[Beginning];
        foreach (var file in Directory.GetFiles(folder, "lib*.so*").Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            var read = stream.ReadAtLeast(beginning, Beginning, throwOnEndOfStream: false);
            hash.AppendData(
                System.Text.Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}|{stream.Length}|")
                )
            );
            hash.AppendData(beginning, 0, read);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static IEnumerable<string> Folders() =>
        (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"))
            .Append(AppContext.BaseDirectory);
}
