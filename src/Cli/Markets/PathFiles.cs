using System.Globalization;
using System.Text;
using Simulator.Cli.Faults;
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
            await File.WriteAllTextAsync(file, Text(series), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {file}: cannot be written: {e.Message}");
        }
        return file;
    }

    /// <summary>The file's text. Each row names the series: from the file's name import would read only what is before the _.</summary>
    public static string Text(BarSeries series)
    {
        var hasVolume = series.Volume.Any(double.IsFinite);
        var text = new StringBuilder(series.HasOhlc ? "Date,Open,High,Low,Close" : "Date,Close").Append(
            hasVolume ? ",Volume,Symbol\n" : ",Symbol\n"
        );
        for (var i = 0; i < series.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{series.DayAt(i):yyyy-MM-dd}");
            if (series.HasOhlc)
                text.Append(CultureInfo.InvariantCulture, $",{series.Open[i]:R},{series.High[i]:R},{series.Low[i]:R}");
            text.Append(CultureInfo.InvariantCulture, $",{series.Close[i]:R}");
            if (hasVolume)
                text.Append(CultureInfo.InvariantCulture, $",{series.Volume[i]:0}");
            text.Append(',').Append(series.Symbol).Append('\n');
        }
        return text.ToString();
    }
}
