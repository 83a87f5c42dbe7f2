using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Features;

/// <summary>A small made-up market: a target with OHLCV, and a price, a rate and a score that are not new at every bar.</summary>
public static class FeatureMarkets
{
    /// <summary>A market of so many days.</summary>
    public static AlignedMarket Of(int bars, ulong seed = 11)
    {
        var random = new SplitMix64(seed);
        var ticks = new long[bars];
        double[] open = new double[bars],
            high = new double[bars],
            low = new double[bars],
            close = new double[bars],
            volume = new double[bars];
        var price = 100.0;
        for (var t = 0; t < bars; t++)
        {
            ticks[t] = new DateTime(2015, 1, 2, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks;
            open[t] = price * Math.Exp(0.002 * random.NextGaussian());
            price *= Math.Exp(0.01 * random.NextGaussian());
            close[t] = price;
            high[t] = Math.Max(open[t], close[t]) * 1.004;
            low[t] = Math.Min(open[t], close[t]) * 0.997;
            volume[t] = t % 37 == 5 ? double.NaN : Math.Exp(10 + (0.3 * random.NextGaussian()));
        }
        var target = new BarSeries("TARGET", ticks, open, high, low, close, volume);
        return new(
            target,
            [
                Related("INDEX", SeriesKind.Price, bars, random),
                Related("YIELD", SeriesKind.Rate, bars, random),
                Related("NEWS", SeriesKind.Score, bars, random),
            ]
        );
    }

    /// <summary>The same without a gap: every volume is there, and every related series is new at every bar.</summary>
    public static AlignedMarket Complete(int bars)
    {
        var market = Of(bars);
        double[] volume = [.. market.Target.Volume.Select(v => double.IsNaN(v) ? 20_000 : v)];
        var index = Enumerable.Range(0, bars).Select(t => 50 + (7 * Math.Sin(t / 9.0)) + (0.5 * (t % 5))).ToArray();
        return new(With(market.Target, volume: volume), [new("INDEX", SeriesKind.Price, index, [.. Enumerable.Range(0, bars)])]);
    }

    /// <summary>A market with bars that lack volumes, ranges and related values, and a stretch in which nothing moves.</summary>
    public static AlignedMarket Broken(int bars)
    {
        var market = Of(bars);
        var t = market.Target;
        double[] Gaps(double[] column, int every) => [.. column.Select((v, i) => i % every == 3 ? double.NaN : v)];
        double[] Still(double[] column) => [.. column.Select((v, i) => i >= bars / 2 && i < (bars / 2) + 70 ? 100 : v)];
        var target = new BarSeries(
            t.Symbol,
            t.CloseTimeTicks,
            Gaps(Still(t.Open), 29),
            Gaps(Still(t.High), 31),
            Gaps(Still(t.Low), 31),
            Still(t.Close),
            [.. Gaps(t.Volume, 7).Select((v, i) => i % 50 < 25 ? v : 0)]
        );
        return new(target, [.. market.Related.Select(r => r with { Last = Gaps(r.Last, 11) })]);
    }

    /// <summary>A market in which nothing ever moves and nothing is traded.</summary>
    public static AlignedMarket Still(int bars)
    {
        var market = Of(bars);
        double[] price = [.. market.Target.Close.Select(_ => 100.0)];
        return new(
            new BarSeries("STILL", market.Target.CloseTimeTicks, price, price, price, price, [.. price.Select((_, i) => i == 0 ? 1.0 : 0)]),
            [.. market.Related.Select(r => r with { Last = [.. r.Last.Select(_ => 1.0)] })]
        );
    }

    /// <summary>The first bars of a market alone.</summary>
    public static AlignedMarket CutAt(AlignedMarket market, int bars) =>
        new(
            market.Target.Slice(0, bars),
            [.. market.Related.Select(r => r with { Last = r.Last[..bars], SourceBar = r.SourceBar[..bars] })]
        );

    private static BarSeries With(BarSeries bars, double[] volume) =>
        new(bars.Symbol, bars.CloseTimeTicks, bars.Open, bars.High, bars.Low, bars.Close, volume);

    private static AlignedSeries Related(string symbol, SeriesKind kind, int bars, SplitMix64 random)
    {
        var (last, source) = (new double[bars], new int[bars]);
        var (value, bar) = (kind == SeriesKind.Price ? 50.0 : 0.4, -1);
        for (var t = 0; t < bars; t++)
        {
            if (t >= 2 && random.NextDouble() < 0.8)
                (bar, value) = (
                    bar + 1,
                    kind == SeriesKind.Price
                        ? value * Math.Exp(0.01 * random.NextGaussian())
                        : (0.9 * value) + (0.1 * random.NextGaussian())
                );
            (last[t], source[t]) = (bar < 0 ? double.NaN : value, bar);
        }
        return new(symbol, kind, last, source);
    }
}
