using System.Globalization;

namespace Simulator.Import;

/// <summary>
/// Years of the Republic of China need evidence: a Taiwanese ticker, headings in Chinese, or slashes with years from 80 to 130 throughout.
/// </summary>
internal static class RocYears
{
    /// <summary>Refuses such dates without evidence.</summary>
    /// <exception cref="ImportException">There is none; names the row and the remedy.</exception>
    public static void RefuseWithoutEvidence(SourceText source, IReadOnlyList<string> headings, List<HeadLine> data, DateColumn date)
    {
        if (date.Shape != StampShape.RocYear || headings.Any(HasChinese) || IsTaiwanese(source.FileName) || IsTaiwanese(source.EntryName))
            return;
        var dates = data.Where(l => date.Column < l.Cells.Length).Select(l => (l.Line, Cell: l.Cells[date.Column])).ToList();
        if (
            dates.Any(d => d.Cell.Length > 0 && d.Cell.IndexOf('/', StringComparison.Ordinal) == 3)
            && dates.TrueForAll(d => IsPlausible(d.Cell))
        )
            return;
        throw new ImportException(
            source.FileName,
            dates[0].Line,
            dates[0].Cell,
            "the year may be one of the Republic of China (113 is 2024), but nothing in the file says so",
            "Name the file by its ticker (2330.TW.csv), write 113/03/04 with slashes, or write the years of the common era"
        );
    }

    private static bool IsPlausible(string cell) =>
        cell.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && int.TryParse(cell.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 80 and <= 130;

    private static bool IsTaiwanese(string fileName) =>
        SymbolNames.FromFileName(fileName) is var name
        && (name.EndsWith(".TW", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".TWO", StringComparison.OrdinalIgnoreCase));

    private static bool HasChinese(string heading) => heading.Any(c => c is >= '\u4E00' and <= '\u9FFF');
}
