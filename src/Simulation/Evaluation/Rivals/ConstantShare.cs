using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Evaluation.Rivals;

/// <summary>
/// The same share of the account in the series at all times: what prices have moved away from it is traded once a trading day.
/// </summary>
/// <param name="share">The share, in (0, 1].</param>
/// <param name="series">The series that it runs on.</param>
internal sealed class ConstantShare(double share, BarSeries series) : IStrategy
{
    private DateOnly _day;

    /// <inheritdoc/>
    public string Name => "constant share";

    /// <inheritdoc/>
    public int FirstReadyBar => 0;

    /// <inheritdoc/>
    public void Start() => _day = default;

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        if (series.DayAt(context.Bar) is var day && day == _day)
            return;
        _day = day;
        context.Orders.Target(share);
    }
}
