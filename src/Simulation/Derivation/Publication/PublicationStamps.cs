using System.Text;
using System.Text.RegularExpressions;
using Simulator.Import;

namespace Simulator.Derivation.Publication;

/// <summary>
/// Reads the dates and times of publications: all forms of <see cref="Stamps"/> that name a day, and those that begin with the time
/// (<c>7:51 PM ET Fri, 17 July 2020</c>).
/// </summary>
internal static partial class PublicationStamps
{
    private static readonly StampShape[] s_plain =
    [
        StampShape.YearFirst,
        StampShape.Compact,
        StampShape.DayMonthName,
        StampShape.MonthNameDay,
        StampShape.EpochSeconds,
    ];

    /// <summary>A date whose day and month are written so that they cannot be taken for each other.</summary>
    public static bool TryPlain(string text, out Stamp stamp)
    {
        foreach (var shape in s_plain)
        {
            if (TryRead(text, shape, out stamp))
                return true;
        }
        stamp = default;
        return false;
    }

    /// <summary>A date of three numbers, the year last.</summary>
    public static bool TryNumeric(string text, bool dayFirst, out Stamp stamp) =>
        TryRead(text, dayFirst ? StampShape.DayFirst : StampShape.MonthFirst, out stamp);

    /// <summary>The same text with single blanks, without "at" and with AM and PM as they are read.</summary>
    public static string Normalise(string text)
    {
        var plain = Blanks().Replace(text, " ").Trim();
        return Filler().Replace(HalfDay().Replace(plain, "$1m"), " ");
    }

    /// <summary>The mark between the numbers of a date; a blank where there is none.</summary>
    public static char MarkOf(string text) => NumericDate().Match(text) is { Success: true } date ? date.Groups[1].Value[0] : ' ';

    private static bool TryRead(string text, StampShape shape, out Stamp stamp)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (Stamps.TryParse(bytes, shape, out stamp))
            return true;
        for (var at = text.IndexOf(' ', StringComparison.Ordinal); at > 0; at = text.IndexOf(' ', at + 1))
        {
            if (
                Stamps.TryTime(Encoding.UTF8.GetBytes(text[..at].TrimEnd(',')), out var time, out var offset)
                && Stamps.TryParse(Encoding.UTF8.GetBytes(text[(at + 1)..]), shape, out var day)
                && !day.HasTime
            )
            {
                stamp = new Stamp(day.Local + time, offset, true);
                return true;
            }
        }
        return false;
    }

    [GeneratedRegex(@"[\s\u00A0]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b([ap])\.m\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HalfDay();

    [GeneratedRegex(@" at |,? [|–—-] ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Filler();

    [GeneratedRegex(@"\d{1,2}([-/.])\d{1,2}\1\d{2,4}", RegexOptions.CultureInvariant)]
    private static partial Regex NumericDate();
}
