using System.Globalization;
using System.Text.RegularExpressions;

namespace Simulator.Web.Charting;

/// <summary>
/// Reasons of fills for people. The engine names a bar by its number (“market order of bar 299453 filled at …”); nobody can look that
/// up, so its date is put in its place: “market order of 12 Mar 2013, 10:31 filled at …”.
/// </summary>
/// <param name="times">[bar] shown times; null where the bars are gone, and the numbers stay.</param>
/// <param name="isIntraday">Whether the hour matters.</param>
internal sealed partial class FillWords(double[]? times, bool isIntraday)
{
    /// <summary>The reason with dates.</summary>
    public string Of(string reason) => times is null ? reason : Bar().Replace(reason, m => Named(m, times));

    private string Named(Match match, double[] known)
    {
        if (!int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var bar) || bar >= known.Length)
            return match.Value;
        var time = DateTime.UnixEpoch.AddSeconds(known[bar]);
        return time.ToString(isIntraday ? "d MMM yyyy, HH:mm" : "d MMM yyyy", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\bbar (\d+)")]
    private static partial Regex Bar();
}
