using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Backtesting;

/// <summary>
/// Borrow costs and interest, by calendar time between the closes of bars: money = amount·rate·days/<see cref="DaysPerYear"/>, simple,
/// charged at every bar for the time since the bar before and on the position at that bar's close.
/// </summary>
public sealed record FinancingSpec
{
    /// <summary>
    /// Cost of borrowed shares: fraction of the value of short positions per year, in [−1, 10]; negative where lenders pay.
    /// </summary>
    public double BorrowRatePerYear { get; init; }

    /// <summary>
    /// Interest on cash: fraction per year, in [−1, 1]. The proceeds of short sales are held as collateral and earn nothing.
    /// </summary>
    public double CreditRatePerYear { get; init; }

    /// <summary>Interest on borrowed cash: fraction per year, in [0, 10].</summary>
    public double DebitRatePerYear { get; init; }

    /// <summary>Days of a year in the day count: 365 (Actual/365 Fixed) or 360 (Actual/360).</summary>
    public int DaysPerYear { get; init; } = 365;
}

/// <summary>
/// Margin call: at the close of a bar equity is below maintenanceFraction·|units|·price. As many units are
/// closed, oldest first, as bring the position back to what the equity of that close carries under the leverage of the run.
/// </summary>
public sealed record MarginSpec
{
    /// <summary>Maintenance margin: minimum equity as a fraction of the position's value, in (0, 1 ÷ leverage].</summary>
    public double MaintenanceFraction { get; init; } = 0.25;

    /// <summary>Where the position is reduced.</summary>
    public MarginCallFill Call { get; init; } = MarginCallFill.NextOpen;
}

/// <summary>Where a margin call reduces the position.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<MarginCallFill>))]
public enum MarginCallFill
{
    /// <summary>At the open of the next bar, before anything else.</summary>
    NextOpen,

    /// <summary>At the close that triggered the margin call.</summary>
    Close,
}
