namespace Simulator.Markets.Exchanges;

/// <summary>
/// Euronext's cash markets of Paris, Amsterdam, Brussels and Lisbon since 2002, when their holidays became the same. Short days before
/// Christmas and New Year. Source: euronext.com, "Trading hours and holidays".
/// </summary>
internal sealed class EuronextDays : ExchangeDays
{
    private static readonly TimeOnly s_early = new(14, 5);

    /// <inheritdoc/>
    public override YearRange Known => new(2002, 2099);

    protected override IEnumerable<DateOnly> HolidaysOf(int year) =>
        [new(year, 1, 1), Dates.GoodFriday(year), Dates.EasterMonday(year), new(year, 5, 1), new(year, 12, 25), new(year, 12, 26)];

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year) =>
        [(new(year, 12, 24), s_early), (new(year, 12, 31), s_early)];
}
