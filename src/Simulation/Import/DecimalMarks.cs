using System.Text.RegularExpressions;

namespace Simulator.Import;

/// <summary>Detects decimal point or decimal comma from the numbers of the head.</summary>
internal static partial class DecimalMarks
{
    /// <summary>The decimal mark of data lines.</summary>
    public static byte Detect(IReadOnlyList<HeadLine> data, DateColumn date, byte separator)
    {
        int point = 0,
            comma = 0,
            groupedByComma = 0,
            groupedByPoint = 0,
            plain = 0;
        foreach (var cell in data.SelectMany(l => l.Cells.Where((_, at) => at != date.Column && at != date.TimeColumn)))
        {
            var text = cell.Trim('$', '€', '£', '%', ' ', '-', '+', '\u00A0').TrimEnd('K', 'M', 'B');
            if (!NumberLike().IsMatch(text))
                continue;
            var lastPoint = text.LastIndexOf('.');
            var lastComma = text.LastIndexOf(',');
            if (lastPoint >= 0 && lastComma >= 0)
                (point, comma) = lastPoint > lastComma ? (point + 1, comma) : (point, comma + 1);
            else if (lastComma >= 0 && !Grouped().IsMatch(text))
                comma++;
            else if (lastPoint >= 0 && !Grouped().IsMatch(text))
                point++;
            else if (lastComma >= 0)
                groupedByComma++;
            else if (lastPoint >= 0)
                groupedByPoint++;
            else
                plain++;
        }
        if (comma != point)
            return comma > point ? (byte)',' : (byte)'.';
        // Only three digits after every comma: 107,860 is a price to three places where no number lacks the comma, else thousands.
        return groupedByComma > groupedByPoint && separator != (byte)',' && plain == 0 ? (byte)',' : (byte)'.';
    }

    [GeneratedRegex(@"^\d[\d.,\u00A0' ]*$")]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"^\d{1,3}([.,]\d{3})+$")]
    private static partial Regex Grouped();
}
