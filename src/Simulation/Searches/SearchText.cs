using System.Globalization;

namespace Simulator.Searches;

/// <summary>Figures in the sentences that are made here, as pages write them.</summary>
internal static class SearchText
{
    /// <summary>A whole number with digit groups.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A fraction as percent with one decimal, “—” where undefined.</summary>
    public static string Percent(double fraction) => double.IsFinite(fraction) ? $"{Number(fraction * 100, 1)} %" : "—";

    /// <summary>A number with two decimals, “—” where undefined.</summary>
    public static string Number(double value) => double.IsFinite(value) ? Number(value, 2) : "—";

    private static string Number(double value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : value)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .Replace('-', '−');
    }
}
