using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Seeding;

namespace Simulator.Robustness.Causality;

/// <summary>Inputs of a bar.</summary>
[Flags]
public enum BarInputs
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Opens.</summary>
    Open = 1,

    /// <summary>Highs.</summary>
    High = 2,

    /// <summary>Lows.</summary>
    Low = 4,

    /// <summary>Closes.</summary>
    Close = 8,

    /// <summary>Volumes.</summary>
    Volume = 16,

    /// <summary>Close times.</summary>
    Time = 32,

    /// <summary>How many bars there are.</summary>
    Count = 64,

    /// <summary>Everything in the columns.</summary>
    Columns = Open | High | Low | Close | Volume | Time,
}

/// <summary>
/// Series that share a past and have another future. Each carries its own name, so that something remembered by name from another
/// series is not found again.
/// </summary>
internal sealed class FutureVariant(BarSeries series, long seed)
{
    private readonly double _volatility = Math.Clamp(Math.Sqrt(Moments.Variance(LogReturns.Of(series.Close))), 1e-4, 0.2);
    private int _made;

    /// <summary>
    /// The bars up to <paramref name="lastBar"/> and one more that repeats its close, on which the last decision could fill.
    /// </summary>
    public BarSeries CutAfter(int lastBar)
    {
        var end = lastBar + 1;
        double[] With(double[] column, double value) => [.. column[..end], value];
        var close = series.Close[lastBar];
        return Named(
            [.. series.CloseTimeTicks[..(end + 1)]],
            With(series.Open, close),
            With(series.High, close),
            With(series.Low, close),
            With(series.Close, close),
            With(series.Volume, series.Volume[lastBar])
        );
    }

    /// <summary>
    /// The bars up to <paramref name="lastBar"/>; after it a random walk that starts with a jump, in the inputs to change.
    /// </summary>
    /// <param name="lastBar">Last unchanged bar.</param>
    /// <param name="jump">First move as a fraction of the price, +0.1 or −0.1; 0 for a constant price and volume.</param>
    /// <param name="inputs">Which columns change.</param>
    public BarSeries ReplacedAfter(int lastBar, double jump, BarInputs inputs = BarInputs.Columns)
    {
        var random = Seeds.Generator(seed, FormattableString.Invariant($"lookahead/{lastBar}/{jump}"));
        var (open, high, low, close, volume) = (
            series.Open.ToArray(),
            series.High.ToArray(),
            series.Low.ToArray(),
            series.Close.ToArray(),
            series.Volume.ToArray()
        );
        var ticks = series.CloseTimeTicks.ToArray();
        var price = close[lastBar] * (1 + jump);
        var scale = jump == 0 ? 0 : 3 * _volatility;
        for (var i = lastBar + 1; i < close.Length; i++)
        {
            var begin = price;
            price = Math.Clamp(price * Math.Exp(scale * random.NextGaussian()), 1e-6, 1e12);
            var (top, bottom) = (
                Math.Max(begin, price) * (1 + (scale * random.NextDouble())),
                Math.Min(begin, price) * (1 - (0.5 * scale * random.NextDouble()))
            );
            open[i] = inputs.HasFlag(BarInputs.Open) ? begin : open[i];
            high[i] = inputs.HasFlag(BarInputs.High) ? top : high[i];
            low[i] = inputs.HasFlag(BarInputs.Low) ? bottom : low[i];
            close[i] = inputs.HasFlag(BarInputs.Close) ? price : close[i];
            var traded = jump == 0 || double.IsNaN(volume[i]) ? volume[lastBar] : (volume[i] * (0.1 + (3 * random.NextDouble()))) + 1;
            volume[i] = inputs.HasFlag(BarInputs.Volume) ? traded : volume[i];
        }
        if (inputs.HasFlag(BarInputs.Time))
            Move(ticks, lastBar);
        return Named(ticks, open, high, low, close, volume);
    }

    /// <summary>The same bars under another name.</summary>
    public BarSeries Renamed() => Named(series.CloseTimeTicks, series.Open, series.High, series.Low, series.Close, series.Volume);

    /// <summary>Another market on the same days, with unrelated prices.</summary>
    public BarSeries OtherMarket() => new FutureVariant(Renamed(), seed + 1).ReplacedAfter(0, 0.1, BarInputs.Columns & ~BarInputs.Time);

    // Later bars each a little later: the order stays, and so does the day of most.
    private static void Move(long[] ticks, int lastBar)
    {
        for (var i = lastBar + 1; i < ticks.Length; i++)
        {
            var room = i + 1 < ticks.Length ? ticks[i + 1] - ticks[i] : TimeSpan.TicksPerSecond * 2;
            ticks[i] += Math.Min(room / 2, TimeSpan.TicksPerSecond);
        }
    }

    private BarSeries Named(long[] ticks, double[] open, double[] high, double[] low, double[] close, double[] volume) =>
        new(FormattableString.Invariant($"{series.Symbol}~{++_made}"), ticks, open, high, low, close, volume)
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
            Kind = series.Kind,
            IsSynthetic = true,
            HasOhlc = series.HasOhlc,
        };
}
