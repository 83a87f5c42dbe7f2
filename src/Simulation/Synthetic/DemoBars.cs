using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Synthetic;

/// <summary>
/// Makes open, high, low, close and volume of daily returns: an overnight part, then a Brownian bridge through the day to the close,
/// so that the four prices come from one path and contain each other.
/// </summary>
internal static class DemoBars
{
    private const int StepsPerDay = 39; // ten minutes each
    private const double OvernightShare = 0.25; // of the day's variance
    private const double Cent = 100;

    /// <summary>The bars of a return path.</summary>
    public static BarSeries Build(
        string symbol,
        SplitMix64 random,
        DateOnly[] days,
        DemoReturns returns,
        double start,
        MarketCalendar calendar
    )
    {
        var n = days.Length;
        var (open, high, low, close, volume) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        var price = start;
        var activity = 0.0;
        for (var t = 0; t < n; t++)
        {
            var overnight =
                (OvernightShare * returns.Return[t])
                + (returns.Volatility[t] * Math.Sqrt(OvernightShare * (1 - OvernightShare)) * random.NextGaussian());
            var opening = price * Math.Exp(overnight);
            price *= Math.Exp(returns.Return[t]);
            var (up, down) = BrownianBridge.Extremes(
                random,
                Math.Log(price / opening),
                returns.Volatility[t] * Math.Sqrt(1 - OvernightShare),
                StepsPerDay
            );
            (open[t], close[t]) = (Rounded(opening), Rounded(price));
            high[t] = Math.Max(Rounded(opening * Math.Exp(up)), Math.Max(open[t], close[t]));
            low[t] = Math.Min(Rounded(opening * Math.Exp(down)), Math.Min(open[t], close[t]));
            activity = (0.7 * activity) + (0.25 * random.NextGaussian());
            volume[t] = Math.Round(2_000_000 * Math.Exp(activity + (0.5 * Math.Abs(returns.Return[t]) / returns.Volatility[t])));
        }
        return new BarSeries(symbol, Array.ConvertAll(days, d => calendar.CloseOf(d).Ticks), open, high, low, close, volume)
        {
            Calendar = calendar,
            IsSynthetic = true,
        };
    }

    private static double Rounded(double price) => Math.Max(1 / Cent, Math.Round(price * Cent) / Cent);
}
