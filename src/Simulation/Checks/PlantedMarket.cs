using Simulator.Features;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Checks;

/// <summary>
/// A made-up market on the days of a series, whose next open-to-open log-return is made of a part that a feature shows and a part that
/// nothing shows. A bar closes where the next opens, so its close tells nothing of the return after it.
/// </summary>
/// <param name="Bars">The bars.</param>
/// <param name="Features">
/// Column <see cref="SignalName"/>, standard normal and autoregressive with coefficient <see cref="SignalMemory"/>, and column
/// <see cref="NoiseName"/>, which shows nothing.
/// </param>
internal sealed record PlantedMarket(BarSeries Bars, FeatureTable Features)
{
    /// <summary>Name of the column that shows what can be known.</summary>
    public const string SignalName = "signal";

    /// <summary>Name of the column that shows nothing.</summary>
    public const string NoiseName = "noise";

    /// <summary>What is left of a signal one bar later.</summary>
    public const double SignalMemory = 0.8;

    /// <summary>Standard deviation of what is new in a signal.</summary>
    public static double SignalNews { get; } = Math.Sqrt(1 - (SignalMemory * SignalMemory));

    /// <summary>Makes one.</summary>
    /// <param name="like">Gives the name, times, calendar and volumes.</param>
    /// <param name="share">
    /// Share of the variance of log(open[t+2] / open[t+1]) that the signal shows at t; 0 makes a walk without drift.
    /// </param>
    /// <param name="deviation">Standard deviation of a bar's log-return.</param>
    /// <param name="random">The generator.</param>
    public static PlantedMarket Of(BarSeries like, double share, double deviation, SplitMix64 random)
    {
        var bars = like.Count;
        var (signal, noise, returns) = (new double[bars], new double[bars], new double[bars + 2]);
        for (var t = 0; t < bars; t++)
        {
            signal[t] = (t == 0 ? 0 : SignalMemory * signal[t - 1]) + (SignalNews * random.NextGaussian());
            noise[t] = random.NextGaussian();
            returns[t + 2] = deviation * ((Math.Sqrt(share) * signal[t]) + (Math.Sqrt(1 - share) * random.NextGaussian()));
        }
        return new PlantedMarket(Build(like, returns), new FeatureTable([SignalName, NoiseName], [signal, noise]));
    }

    private static BarSeries Build(BarSeries like, double[] returns)
    {
        var (open, close) = (new double[like.Count], new double[like.Count]);
        var price = 100.0;
        for (var t = 0; t < open.Length; t++)
            open[t] = price *= Math.Exp(returns[t]);
        for (var t = 0; t < open.Length; t++)
            close[t] = t + 1 < open.Length ? open[t + 1] : price;
        double[] high = [.. open.Zip(close, Math.Max)];
        double[] low = [.. open.Zip(close, Math.Min)];
        return new BarSeries(like.Symbol, like.CloseTimeTicks, open, high, low, close, like.Volume)
        {
            Calendar = like.Calendar,
            Interval = like.Interval,
            IsSynthetic = true,
        };
    }
}
