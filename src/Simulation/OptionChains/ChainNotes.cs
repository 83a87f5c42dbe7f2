using System.Globalization;

namespace Simulator.OptionChains;

/// <summary>A day's contracts in a sentence: how many were used, which were not and why, whether the underlying fits.</summary>
internal static class ChainNotes
{
    private const double LargestDifference = 0.005;

    public static string Of(ChainDay day, ChainSurface surface)
    {
        var counts = surface.Counts;
        var spot =
            double.IsFinite(day.FileSpot) && Math.Abs((surface.ImpliedSpot / day.FileSpot) - 1) > LargestDifference
                ? Text($"; the file's underlying is {day.FileSpot:0.##}, put and call prices say {surface.ImpliedSpot:0.##}, which is used")
                : "";
        return Text($"{day.Day:yyyy-MM-dd}: {counts.Used} of {counts.All} contracts used, {counts.NeverTraded} never traded, ")
            + Text($"{counts.OutsideBounds} outside the bounds of no arbitrage, {counts.Absurd} with a volatility above 200 %, ")
            + Text($"{counts.Unusable} without a price or within a week of expiry; of the used ones {counts.FileWithout} had no ")
            + $"usable volatility in the file, and all are computed anew{spot}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
