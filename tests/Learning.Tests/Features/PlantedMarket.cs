using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Features;

/// <summary>
/// Eight prices, the first of them the target, that one factor moves: r = scale · (factor ± groups · other + noise · own).
/// </summary>
internal static class PlantedMarket
{
    /// <summary>A market and its factor.</summary>
    public static (AlignedMarket Market, double[] Factor) OneFactor(int bars, double noise, double groups = 0, ulong seed = 3)
    {
        var random = new SplitMix64(seed);
        var factor = new double[bars];
        var prices = Enumerable.Range(0, 8).Select(_ => new double[bars]).ToArray();
        for (var t = 0; t < bars; t++)
        {
            factor[t] = random.NextGaussian();
            var group = groups == 0 ? 0 : groups * random.NextGaussian();
            for (var i = 0; i < prices.Length; i++)
            {
                var move = 0.004 * (1 + i) * (factor[t] + (i < 4 ? group : -group) + (noise * random.NextGaussian()));
                prices[i][t] = (t == 0 ? 100 : prices[i][t - 1]) * Math.Exp(move);
            }
        }
        return (Of(prices), factor);
    }

    /// <summary>Each series keeps its returns, in an order of its own: nothing moves them together any more.</summary>
    public static AlignedMarket Shuffled(AlignedMarket market)
    {
        double[][] closes = [market.Target.Close, .. market.Related.Select(r => r.Last)];
        for (var i = 0; i < closes.Length; i++)
        {
            var returns = closes[i].Zip(closes[i].Skip(1), (a, b) => Math.Log(b / a)).ToArray();
            new SplitMix64((ulong)(40 + i)).Shuffle<double>(returns);
            var price = 100.0;
            closes[i] = [price, .. returns.Select(r => price *= Math.Exp(r))];
        }
        return Of(closes);
    }

    private static AlignedMarket Of(double[][] prices)
    {
        var close = prices[0];
        long[] ticks = [.. close.Select((_, t) => new DateTime(2012, 1, 2, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks)];
        int[] bars = [.. Enumerable.Range(0, close.Length)];
        return new(
            new BarSeries("S0", ticks, close, close, close, close, [.. close.Select(_ => double.NaN)]),
            [.. prices.Skip(1).Select((p, i) => new AlignedSeries(FormattableString.Invariant($"S{i + 1}"), SeriesKind.Price, p, bars))]
        );
    }
}
