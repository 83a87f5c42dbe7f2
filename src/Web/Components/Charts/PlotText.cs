using System.Globalization;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Charts;

/// <summary>Values of an axis in words.</summary>
public static class PlotText
{
    /// <summary>A value as its axis writes it.</summary>
    public static string Of(PlotAxis axis, double value)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return axis.Format switch
        {
            "percent" => Figures.Percent(value, 2),
            "money" => Figures.Number(value, 0),
            "day" => Instant(value, "yyyy-MM-dd"),
            "instant" => Instant(value, "yyyy-MM-dd HH:mm"),
            "name" => axis.Names?.ElementAtOrDefault((int)value) ?? "",
            _ => Figures.Significant(value),
        };
    }

    private static string Instant(double seconds, string form) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString(form, CultureInfo.InvariantCulture);
}
