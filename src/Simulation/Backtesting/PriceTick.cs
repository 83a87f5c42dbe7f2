using System.Globalization;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// Tick size. Prices of orders are rounded to the side that is harder to reach: a limit never becomes worse than it was given, a stop
/// never triggers sooner. Fills are rounded to the trader's disadvantage. A price below the step that would become zero stays what it
/// is, since the step itself would be a better one.
/// </summary>
/// <param name="Size">The step, ≥ 0; 0 for none.</param>
internal readonly record struct PriceTick(double Size)
{
    private const double Tolerance = 1e-9;

    /// <summary>The limit of an order: down for a buy order, up for a sell order. NaN stays NaN.</summary>
    public double Limit(double price, int side) => Size == 0 ? price : Round(price, side < 0);

    /// <summary>The stop of an order: up for a buy order, down for a sell order. NaN stays NaN.</summary>
    public double Stop(double price, int side) => Size == 0 ? price : Round(price, side > 0);

    /// <summary>The price of a fill: up for a buy order, down for a sell order.</summary>
    public double Fill(double price, int side) => Size == 0 ? price : Round(price, side > 0);

    /// <summary>Rejects bars with prices below the tick size: a sale there has no valid price.</summary>
    /// <exception cref="ArgumentException">The lowest open, low or close is below the step; the message names step, price and
    /// bar.</exception>
    public void Check(BarSeries series, int firstBar, int lastBar)
    {
        if (Size == 0 || series.IsSigned)
            return;
        var (lowest, at) = (double.PositiveInfinity, firstBar);
        for (var bar = firstBar; bar <= lastBar; bar++)
        {
            var low = series.Low[bar];
            var price = Math.Min(Math.Min(series.Open[bar], series.Close[bar]), low > 0 ? low : double.PositiveInfinity);
            if (price < lowest)
                (lowest, at) = (price, bar);
        }
        if (Size > lowest * (1 + Tolerance))
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"execution.tickSize: {Size:R} is above the price {lowest:R} of bar {at} "
                        + $"({series.CloseTimeAt(at):u}) of series {series.Symbol}, so a sale there has no valid price; "
                        + $"use a tick size of at most that price, remove tickSize, or exclude those bars"
                )
            );
    }

    private double Round(double price, bool up)
    {
        var steps = price / Size;
        var nearest = Math.Round(steps);
        if (Math.Abs(steps - nearest) > Tolerance * Math.Max(1, Math.Abs(steps)))
            nearest = up ? Math.Ceiling(steps) : Math.Floor(steps);
        return nearest is > -1 and < 1 && price > 0 ? price : Decimals.Multiple(nearest, Size);
    }
}

/// <summary>Multiples of decimal steps, without the noise of binary ones.</summary>
internal static class Decimals
{
    /// <summary>count·step; for a step that is one part of a whole number, the double nearest to the decimal (3·0.1 is 0.3).</summary>
    public static double Multiple(double count, double step)
    {
        var parts = Math.Round(1 / step);
        return step < 1 && Math.Abs((parts * step) - 1) < 1e-12 ? count / parts : count * step;
    }
}
