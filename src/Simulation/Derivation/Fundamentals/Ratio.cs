namespace Simulator.Derivation.Fundamentals;

/// <summary>
/// A series that reports give. What comes from reports alone stands until a later report gives another value; what needs the price moves
/// with it.
/// </summary>
/// <param name="Suffix">Behind the symbol.</param>
/// <param name="Formula">In words, for the note.</param>
/// <param name="OfReports">The part that comes from reports; NaN where a figure is missing, ∞ where it is not defined.</param>
/// <param name="WithPrice">That part and the close to the value; null where no price is needed.</param>
internal sealed record Ratio(string Suffix, string Formula, Func<TrailingYear, double> OfReports, Func<double, double, double>? WithPrice)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Ratio> All { get; } =
    [
        new("EPS", "earnings per share of the trailing year", Earnings, null),
        new("EP", "earnings per share of the trailing year / close", Earnings, (earnings, close) => earnings / close),
        new(
            "PE",
            "close / earnings per share of the trailing year",
            Earnings,
            (earnings, close) => earnings > 0 ? close / earnings : double.NaN
        ),
        new("BP", "book value per share / close", year => year.Last(Book), (book, close) => book / close),
        new("ROE", "net income of the trailing year / equity at its end", ReturnOnEquity, null),
        new("MARGIN", "net income of the trailing year / revenue of it", Margin, null),
    ];

    private static double Earnings(TrailingYear year) => year.Sum(PerShare);

    // By shares where the file has them, else per share: both mean the same.
    private static double ReturnOnEquity(TrailingYear year)
    {
        var whole = Quotient(year.Sum(f => f[(int)Figure.NetIncome]), year.Last(f => f[(int)Figure.Equity]));
        return double.IsNaN(whole) ? Quotient(year.Sum(PerShare), year.Last(Book)) : whole;
    }

    private static double Margin(TrailingYear year) =>
        Quotient(year.Sum(f => f[(int)Figure.NetIncome]), year.Sum(f => f[(int)Figure.Revenue]));

    private static double PerShare(double[] figures) =>
        double.IsFinite(figures[(int)Figure.EarningsPerShare])
            ? figures[(int)Figure.EarningsPerShare]
            : figures[(int)Figure.NetIncome] / figures[(int)Figure.Shares];

    private static double Book(double[] figures) =>
        double.IsFinite(figures[(int)Figure.BookValuePerShare])
            ? figures[(int)Figure.BookValuePerShare]
            : figures[(int)Figure.Equity] / figures[(int)Figure.Shares];

    // Of equity or revenue that is not above zero a quotient says nothing, and no older one may stand for it.
    private static double Quotient(double above, double below) =>
        below > 0 ? above / below
        : double.IsFinite(above) && double.IsFinite(below) ? double.PositiveInfinity
        : double.NaN;
}
