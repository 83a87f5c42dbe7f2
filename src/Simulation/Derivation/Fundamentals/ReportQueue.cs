using Simulator.Derivation.Publication;
using Simulator.Import;

namespace Simulator.Derivation.Fundamentals;

/// <summary>Reports in the order in which they became known, each with the trading day from which it counts.</summary>
internal sealed record ReportQueue(IReadOnlyList<(DateOnly Day, Report Report)> Reports, int Repeated)
{
    /// <summary>The first day on which something is known.</summary>
    public DateOnly First => Reports[0].Day;

    /// <summary>The last day on which something new is known.</summary>
    public DateOnly Last => Reports[^1].Day;

    /// <summary>Of reports, whatever their order.</summary>
    /// <exception cref="ImportException">Two of one period and one publication that contradict each other.</exception>
    public static ReportQueue Of(IReadOnlyList<Report> reports, PublicationDays days)
    {
        var single = new List<Report>();
        foreach (var group in reports.GroupBy(r => (r.PeriodEnd, r.Published)))
        {
            var first = group.First();
            foreach (var other in group.Skip(1))
                RefuseContradiction(first, other);
            single.AddRange(group.DistinctBy(r => string.Join(' ', r.Figures)));
        }
        return new ReportQueue(
            [
                .. single
                    .Select(r => (Day: days.Of(r.Published), Report: r))
                    .OrderBy(r => r.Day)
                    .ThenBy(r => r.Report.Published.Instant ?? r.Report.Published.DateEnd)
                    .ThenBy(r => r.Report.PeriodEnd),
            ],
            reports.Count - single.Count
        );
    }

    private static void RefuseContradiction(Report first, Report other)
    {
        for (var i = 0; i < Report.FigureCount; i++)
        {
            var (one, two) = (first.Figures[i], other.Figures[i]);
            if (double.IsFinite(one) && double.IsFinite(two) && one != two)
                throw new ImportException(
                    other.FileName,
                    other.Line,
                    FormattableString.Invariant($"{two}"),
                    FormattableString.Invariant($"{ReportColumns.FigureNames.ElementAt(i)} of the period to {other.PeriodEnd:yyyy-MM-dd} ")
                        + FormattableString.Invariant($"is {one} in line {first.Line}, published at the same time"),
                    "Give each publication the time of its own, or leave one out"
                );
        }
    }
}
