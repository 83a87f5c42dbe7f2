using Simulator.Cli.Faults;
using Simulator.MarketPaths;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>Daily series as CSV files that import reads: date, prices, volume where there is one.</summary>
internal static class PathFiles
{
    /// <summary>Makes the folder.</summary>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public static void Prepare(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {folder}: cannot be made: {e.Message}");
        }
    }

    /// <summary>Writes one series and returns its file.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static async Task<string> WriteAsync(string option, string folder, BarSeries series, CancellationToken cancellation)
    {
        // A symbol such as BTC/USD is no path.
        var name = string.Concat(series.Symbol.Select(c => c is '/' or '\\' or ':' ? '_' : c));
        var file = Path.Combine(folder, name + ".csv");
        try
        {
            await File.WriteAllTextAsync(file, PathCsv.Of([series]), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {file}: cannot be written: {e.Message}");
        }
        return file;
    }
}
