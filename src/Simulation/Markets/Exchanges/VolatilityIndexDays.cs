namespace Simulator.Markets.Exchanges;

/// <summary>Volatility indices of the Cboe: the days of New York, each ending a quarter of an hour after the equities close.</summary>
/// <param name="equities">The days of the equities.</param>
internal sealed class VolatilityIndexDays(NewYorkDays equities) : ExchangeDays
{
    /// <inheritdoc/>
    public override YearRange Known => equities.Known;

    protected override IEnumerable<DateOnly> HolidaysOf(int year) => equities.AllHolidaysOf(year);

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year) =>
        equities.AllSpecialClosesOf(year).Select(e => (e.Day, e.Close.AddMinutes(15)));
}
