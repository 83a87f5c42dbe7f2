namespace Simulator.Indicators;

/// <summary>
/// What the calendar says of a bar, from its trading day alone. Days are those of the calendar, not of the exchange: which days will be
/// traded is not known in advance.
/// </summary>
internal static class CalendarIndicators
{
    private static readonly string[] s_circle = ["sine", "cosine"];

    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Phase("weekPhase", "Day of the week", "7, d = 0 on Monday", day => (((int)day.DayOfWeek + 6) % 7, 7)),
        Phase("yearPhase", "Time of the year", "days of the year, d = 0 on 1 January", Year),
        Turn(
            "monthTurn",
            "Turn of the month",
            "month",
            3,
            14,
            Month,
            "Ariel, A Monthly Effect in Stock Returns, J. of Financial Economics 18, 1987"
        ),
        Turn(
            "yearTurn",
            "Turn of the year",
            "year",
            10,
            90,
            Year,
            "Rozeff and Kinney, Capital Market Seasonality, J. of Financial Economics 3, 1976"
        ),
    ];

    private static (int Before, int Of) Month(DateOnly day) => (day.Day - 1, DateTime.DaysInMonth(day.Year, day.Month));

    private static (int Before, int Of) Year(DateOnly day) => (day.DayOfYear - 1, DateTime.IsLeapYear(day.Year) ? 366 : 365);

    private static IndicatorDefinition Phase(string name, string title, string circle, Func<DateOnly, (int Before, int Of)> place) =>
        Of(
            name,
            title,
            $"sine and cosine of 2π · d / {circle}, d the days before the bar's trading day.",
            "Harmonic form of a season: Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section 2.3.4",
            _ => new CalendarPhase(place)
        ) with
        {
            Scales = [IndicatorScale.Plain, IndicatorScale.Plain],
            Lines = s_circle,
        };

    private static IndicatorDefinition Turn(
        string name,
        string title,
        string period,
        int usual,
        int most,
        Func<DateOnly, (int Before, int Of)> place,
        string source
    ) =>
        Of(
            name,
            title,
            $"1 where the bar's trading day is among the `last` calendar days of a {period} or the `first` of the next, else 0.",
            source,
            p => new CalendarTurn(p.Whole("last"), p.Whole("first"), place)
        ) with
        {
            Scales = [IndicatorScale.Plain],
            Parameters =
            [
                Days("last", usual, most, $"last days of the {period}"),
                Days("first", usual, most, $"first days of the {period}"),
            ],
        };

    private static IndicatorParameter Days(string name, int usual, int most, string meaning) => new(name, usual, 0, most, true, meaning);

    private static IndicatorDefinition Of(
        string name,
        string title,
        string formula,
        string source,
        Func<IndicatorArguments, IndicatorKernel> make
    ) =>
        new()
        {
            Name = name,
            Title = title,
            Group = IndicatorGroup.Calendar,
            Formula = formula,
            Source = source,
            Input = IndicatorInput.Bars,
            Make = make,
        };
}
