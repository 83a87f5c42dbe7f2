using Simulator.Features;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Features;

/// <summary>A small made-up market: a target with OHLCV, and a price, a rate and a score that are not new at every bar.</summary>
internal static class SyntheticMarket
{
    public static readonly IReadOnlyList<FeatureSpec> EveryFeature =
    [
        new ReturnsFeatureSpec(),
        .. Simulator.Features.FeatureCatalogue.IndicatorNames.Select(name => new IndicatorFeatureSpec { Name = name }),
        new RelatedReturnsFeatureSpec(),
        new FourierTrendFeatureSpec { Components = 3, WindowBars = 64 },
        new FourierTrendFeatureSpec { Components = 6, WindowBars = 64 },
        new FourierTrendFeatureSpec { Components = 9, WindowBars = 64 },
    ];

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

    public static AlignedMarket CutAt(AlignedMarket market, int bars) =>
        new(
            market.Target.Slice(0, bars),
            [.. market.Related.Select(r => r with { Last = r.Last[..bars], SourceBar = r.SourceBar[..bars] })]
        );

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
