namespace Simulator.Markets.Exchanges;

/// <summary>
/// Foreign exchange trades on every weekday but Christmas and New Year's Day, when banks are closed everywhere; there is no exchange that
/// publishes it.
/// </summary>
internal sealed class FxDays : ExchangeDays
{
    /// <inheritdoc/>
    public override YearRange Known => new(1970, 2099);

    protected override IEnumerable<DateOnly> HolidaysOf(int year) => [new(year, 1, 1), new(year, 12, 25)];
}
