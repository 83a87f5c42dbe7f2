using System.Globalization;
using System.Text;
using Simulator.Markets;

namespace Simulator.MarketPaths;

/// <summary>Daily series as CSV that import reads: date, prices, volume where there is one, and the series' name.</summary>
public static class PathCsv
{
    /// <summary>Series with the same columns, one below the other. Each row names its series: a file's name need not.</summary>
    public static string Of(IReadOnlyList<BarSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
            return "";
        var (hasOhlc, hasVolume) = (series[0].HasOhlc, series[0].Volume.Any(double.IsFinite));
        var text = new StringBuilder(hasOhlc ? "Date,Open,High,Low,Close" : "Date,Close").Append(
            hasVolume ? ",Volume,Symbol\n" : ",Symbol\n"
        );
        foreach (var one in series)
            Append(text, one, hasOhlc, hasVolume);
        return text.ToString();
    }

    private static void Append(StringBuilder text, BarSeries series, bool hasOhlc, bool hasVolume)
    {
        for (var i = 0; i < series.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{series.DayAt(i):yyyy-MM-dd}");
            if (hasOhlc)
                text.Append(CultureInfo.InvariantCulture, $",{series.Open[i]:R},{series.High[i]:R},{series.Low[i]:R}");
            text.Append(CultureInfo.InvariantCulture, $",{series.Close[i]:R}");
            if (hasVolume)
                text.Append(CultureInfo.InvariantCulture, $",{series.Volume[i]:0}");
            text.Append(',').Append(series.Symbol).Append('\n');
        }
    }
}
