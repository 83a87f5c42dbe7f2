using System.Globalization;
using Simulator.Quality;

namespace Simulator.Import;

/// <summary>
/// Compares a file's own change column with its closes. A table whose dates were sorted without moving the prices passes every other check;
/// its change column reveals it, because the changes then fit the row after instead of the row before.
/// </summary>
internal static class ChangeColumn
{
    private const double Tolerance = 0.03; // percent points: two decimals of the column and of the prices
    private const double FractionTolerance = 0.0003;
    private const int FewRows = 20;

    /// <summary>A finding when the column contradicts the closes, null when it agrees.</summary>
    /// <exception cref="ImportException">The prices run against the dates.</exception>
    public static QualityFinding? Check(
        ReadOnlySpan<double> close,
        ReadOnlySpan<double> change,
        ReadOnlySpan<int> lines,
        string fileName,
        bool accept
    )
    {
        if (IsFraction(close, change))
        {
            var percent = new double[change.Length];
            for (var i = 0; i < percent.Length; i++)
                percent[i] = change[i] * 100;
            change = percent;
        }
        int compared = 0,
            agreeing = 0,
            backwards = 0,
            first = -1;
        var contradicting = new List<int>();
        for (var i = 1; i + 1 < close.Length; i++)
        {
            if (double.IsNaN(change[i]))
                continue;
            compared++;
            var agrees = Math.Abs(Percent(close[i], close[i - 1]) - change[i]) <= Tolerance;
            agreeing += agrees ? 1 : 0;
            backwards += Math.Abs(Percent(close[i], close[i + 1]) - change[i]) <= Tolerance ? 1 : 0;
            if (agrees)
                continue;
            first = first < 0 ? i : first;
            contradicting.Add(lines[i]);
        }
        if (compared < FewRows || agreeing >= compared * 0.98)
            return null;
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"change {change[first]:0.00}% but the closes {close[first - 1]:R} → "
                + $"{close[first]:R} give {Percent(close[first], close[first - 1]):0.00}%"
        );
        if (backwards > compared * 0.8 && agreeing < compared * 0.5 && !accept)
        {
            throw new ImportException(
                fileName,
                lines[first],
                found,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the prices run opposite to the dates: the change column contradicts {compared - agreeing} of {compared} "
                        + $"rows and fits {backwards} of them in reverse order, so the dates were probably sorted without the prices"
                ),
                "Export the file again and sort whole rows, or ignore the change column to import it unchanged"
            );
        }
        contradicting.Sort();
        return new QualityFinding
        {
            Check = QualityCheck.ChangeColumn,
            Severity = agreeing < compared * 0.9 ? Severity.Error : Severity.Warning,
            Count = compared - agreeing,
            Rows = [.. contradicting.Take(QualityFinding.MaxRows)],
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"the file's change column contradicts its closes in {compared - agreeing} of "
                    + $"{compared} rows, first at line {lines[first]}: {found}"
            ),
        };
    }

    // pandas' pct_change() gives 0.0123 for what others write as 1.23 %: the unit is the one that fits more rows.
    private static bool IsFraction(ReadOnlySpan<double> close, ReadOnlySpan<double> change)
    {
        int asFraction = 0,
            asPercent = 0;
        for (var i = 1; i < close.Length; i++)
        {
            var moved = Percent(close[i], close[i - 1]);
            // A change of nearly nothing fits both units.
            if (double.IsNaN(change[i]) || Math.Abs(moved) < 2 * Tolerance)
                continue;
            asPercent += Math.Abs(moved - change[i]) <= Tolerance ? 1 : 0;
            asFraction += Math.Abs((moved / 100) - change[i]) <= FractionTolerance ? 1 : 0;
        }
        return asFraction > asPercent;
    }

    private static double Percent(double now, double before) => ((now / before) - 1) * 100;
}
