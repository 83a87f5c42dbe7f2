using System.Globalization;

namespace Simulator.Derivation.Fundamentals;

/// <summary>What the reports said on each day, in the order of <see cref="Ratio.All"/>.</summary>
/// <param name="Values">[ratio][day] the part that comes from reports; the last one known, NaN before
/// the first, ∞ where it is not defined.</param>
/// <param name="Restated">Reports that changed a figure.</param>
internal sealed record ReportWalk(double[][] Values, int Restated)
{
    /// <summary>Walks over days, oldest first.</summary>
    public static ReportWalk Over(ReportQueue reports, DateOnly[] days, int perYear)
    {
        var year = new TrailingYear(perYear);
        double[][] values = [.. Ratio.All.Select(_ => new double[days.Length])];
        var known = new double[values.Length];
        Array.Fill(known, double.NaN);
        var next = 0;
        for (var t = 0; t < days.Length; t++)
        {
            var before = next;
            for (; next < reports.Reports.Count && reports.Reports[next].Day <= days[t]; next++)
                year.Add(reports.Reports[next].Report);
            for (var i = 0; i < known.Length; i++)
            {
                var value = next > before ? Ratio.All[i].OfReports(year) : double.NaN;
                values[i][t] = known[i] = double.IsNaN(value) ? known[i] : value;
            }
        }
        return new ReportWalk(values, year.Restated);
    }

    /// <summary>What was read, in a sentence.</summary>
    public string Note(ReportQueue reports)
    {
        var periods = reports.Reports.Select(r => r.Report.PeriodEnd).Distinct().Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{reports.Reports.Count:N0} reports of {periods:N0} periods count from {reports.First:yyyy-MM-dd} to "
                + $"{reports.Last:yyyy-MM-dd}; {Restated:N0} changed a figure, from their own publication on; "
                + $"{reports.Repeated:N0} repeated another"
        );
    }
}
