namespace Simulator.Derivation.Fundamentals;

/// <summary>
/// What is known of a company: for each period the figures published last, and from them those of the trailing year. A restated figure
/// takes the earlier one's place when it is added, not before; one that is left empty leaves it.
/// </summary>
/// <param name="perYear">Reports that make a year.</param>
internal sealed class TrailingYear(int perYear)
{
    // Fiscal quarters have 12 to 14 weeks.
    private const double DaysPerYear = 365.25;
    private const double MostDaysOff = 25;

    private readonly SortedList<DateOnly, double[]> _periods = [];

    /// <summary>Reports that said another figure than was known.</summary>
    public int Restated { get; private set; }

    /// <summary>Takes a report.</summary>
    public void Add(Report report)
    {
        if (!_periods.TryGetValue(report.PeriodEnd, out var known))
            _periods.Add(report.PeriodEnd, known = [.. Enumerable.Repeat(double.NaN, Report.FigureCount)]);
        var isRestated = false;
        for (var i = 0; i < known.Length; i++)
        {
            var value = report.Figures[i];
            isRestated |= double.IsFinite(value) && double.IsFinite(known[i]) && value != known[i];
            known[i] = double.IsFinite(value) ? value : known[i];
        }
        Restated += isRestated ? 1 : 0;
    }

    /// <summary>Sum of a figure over the last year of periods; NaN where one is missing.</summary>
    public double Sum(Func<double[], double> figure)
    {
        var count = _periods.Count;
        if (count < perYear)
            return double.NaN;
        for (var i = count - perYear + 1; i < count; i++)
        {
            var days = _periods.Keys[i].DayNumber - _periods.Keys[i - 1].DayNumber;
            if (Math.Abs(days - (DaysPerYear / perYear)) > MostDaysOff)
                return double.NaN;
        }
        return _periods.Values.Skip(count - perYear).Sum(figure);
    }

    /// <summary>A figure at the end of the last period; NaN where it is missing.</summary>
    public double Last(Func<double[], double> figure) => _periods.Count == 0 ? double.NaN : figure(_periods.Values[^1]);
}
