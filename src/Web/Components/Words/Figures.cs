using System.Globalization;

namespace Simulator.Web.Components.Words;

/// <summary>
/// How pages write figures: percent with one decimal, signs shown, an em dash for an undefined figure.
/// </summary>
public static class Figures
{
    /// <summary>Shown in place of an undefined figure.</summary>
    public const string Undefined = "—";

    private const double LeastProbability = 0.001;

    /// <summary>A fraction as percent: 0.123 → “12.3 %”.</summary>
    public static string Percent(double fraction, int decimals = 1) =>
        double.IsFinite(fraction) ? $"{Digits(fraction * 100, decimals)} %" : Undefined;

    /// <summary>A fraction as percent with its sign: 0.123 → “+12.3 %”.</summary>
    public static string SignedPercent(double fraction, int decimals = 1) =>
        double.IsFinite(fraction) ? $"{Sign(fraction, decimals, 100)}{Digits(fraction * 100, decimals)} %" : Undefined;

    /// <summary>A number with fixed decimals and digit groups.</summary>
    public static string Number(double value, int decimals = 2) => double.IsFinite(value) ? Digits(value, decimals) : Undefined;

    /// <summary>A p-value; what is below its last digit is said to be below.</summary>
    public static string Probability(double p) => p < LeastProbability ? "< 0.001" : Number(p, 3);

    /// <summary>The same in a sentence: “p = 0.033”, “p &lt; 0.001”.</summary>
    public static string PValue(double p) => p < LeastProbability ? "p < 0.001" : $"p = {Number(p, 3)}";

    /// <summary>A number with its sign.</summary>
    public static string Signed(double value, int decimals = 2) =>
        double.IsFinite(value) ? $"{Sign(value, decimals, 1)}{Digits(value, decimals)}" : Undefined;

    /// <summary>A number with as many digits as are significant, for values of unknown size.</summary>
    public static string Significant(double value) =>
        !double.IsFinite(value) ? Undefined
        : Math.Abs(value) is 0 or >= 1000 ? Digits(value, 0)
        : Math.Abs(value) >= 1 ? Digits(value, 2)
        : value.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Money with its currency: “USD 112,340”.</summary>
    public static string Money(double value, string currency) => double.IsFinite(value) ? $"{currency} {Digits(value, 0)}" : Undefined;

    /// <summary>A whole number with digit groups.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Day(DateTime utc) => utc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant, UTC, to the minute.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An instant of a log, to the second: “04 Mar 05:06:07”, UTC.</summary>
    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("dd MMM HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>An amount of storage: “12.5 MiB”.</summary>
    public static string Bytes(long bytes) =>
        bytes < 1 << 20 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB")
        : bytes < 1L << 30 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.#} GiB");

    /// <summary>A length of time in the largest unit that fits: “about 3 min”.</summary>
    public static string About(TimeSpan length) =>
        length.TotalSeconds < 10 ? CommonText.AFewSeconds
        : length.TotalSeconds < 90 ? CommonText.FormatAboutSeconds(Whole(Math.Round(length.TotalSeconds / 5) * 5))
        : length.TotalMinutes < 90 ? CommonText.FormatAboutMinutes(Whole(length.TotalMinutes))
        : CommonText.FormatAboutHours(length.TotalHours.ToString("0.#", CultureInfo.InvariantCulture));

    /// <summary>Seconds of work: “0.8 s”, “2 min 5 s”.</summary>
    public static string Seconds(double seconds) =>
        !double.IsFinite(seconds) ? Undefined
        : seconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {seconds % 60:0} s");

    /// <summary>CSS class of a cell that shows a gain or a loss.</summary>
    public static string Direction(double value) =>
        value > 0 ? "up"
        : value < 0 ? "down"
        : "";

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Digits(double value, int decimals) =>
        (Rounded(value, decimals) == 0 ? 0 : value)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .Replace('-', '−');

    private static string Sign(double value, int decimals, double scale) => Rounded(value * scale, decimals) > 0 ? "+" : "";

    private static double Rounded(double value, int decimals) => Math.Round(value, Math.Min(decimals, 15), MidpointRounding.AwayFromZero);
}
