using Simulator.Cli.Faults;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>Reads the files that the command line names.</summary>
internal static class BarFiles
{
    /// <summary>Largest file that is opened. A larger one could use up the memory before the importer can refuse it.</summary>
    private const long MaxFileBytes = 1L << 30;

    /// <summary>
    /// Reads <c>SYMBOL=FILE</c> pairs and panels and returns the series that are used. Errors (files that cannot be read, symbols given
    /// twice) go to <paramref name="errors"/>.
    /// </summary>
    /// <param name="reader">Reads the files.</param>
    /// <param name="bars">Files of one series each.</param>
    /// <param name="panels">Files of several series.</param>
    /// <param name="wanted">Names of the series that are used; null for all.</param>
    /// <param name="errors">Receives the errors.</param>
    public static IReadOnlyList<BarSeries> Read(
        SeriesReader reader,
        IReadOnlyList<string> bars,
        IReadOnlyList<string> panels,
        IReadOnlyCollection<string>? wanted,
        List<string> errors
    )
    {
        bool IsUsed(string symbol) => wanted?.Contains(symbol, StringComparer.OrdinalIgnoreCase) != false;
        var series = new List<BarSeries>();
        foreach (var (symbol, file) in bars.Select(Split))
            Collect(() => reader.Read(file, new ImportOptions { Symbol = symbol }, IsUsed), series, errors);
        foreach (var file in panels)
            Collect(() => reader.Read(file, new ImportOptions(), IsUsed), series, errors);
        var used = series.Where(s => IsUsed(s.Symbol)).ToList();
        errors.AddRange(
            used.GroupBy(s => s.Symbol, StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1)
                .Select(g => FormattableString.Invariant($"series '{g.Key}' is given {g.Count()} times; give each series once"))
        );
        return used;
    }

    /// <summary>Both sides of <c>SYMBOL=FILE</c>.</summary>
    public static (string Symbol, string File) Split(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return (pair[..at], pair[(at + 1)..]);
    }

    /// <summary>The text of a file: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="UsageException">The file does not exist, or it cannot be opened.</exception>
    public static string ReadText(string file)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(file)));
        return reader.ReadToEnd();
    }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="UsageException">The file does not exist, or it cannot be opened.</exception>
    public static byte[] ReadBytes(string file)
    {
        try
        {
            if (Directory.Exists(file))
                throw new UsageException($"{file}: is a folder; name a file");
            if (new FileInfo(file) is { Exists: true, Length: > MaxFileBytes } large)
                throw new UsageException(
                    FormattableString.Invariant(
                        $"{file}: is {large.Length >> 20} MiB, the limit is {MaxFileBytes >> 20} MiB; split the file or compress it"
                    )
                );
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"{file}: no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: cannot be read ({e.Message})");
        }
    }

    private static void Collect(Func<ImportedFile> read, List<BarSeries> series, List<string> errors)
    {
        try
        {
            series.AddRange(read().Series.Select(s => s.Series));
        }
        catch (UsageException e)
        {
            errors.AddRange(e.Errors);
        }
    }
}
