using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Robustness.Resampling;

/// <summary>
/// Are the entries better than chance? The account's trades are placed on the bars at random: the same number, sides, sizes and
/// holding times, and without overlap if they had none. The statistic is Σ weight·side·ln(price at exit ÷ price at entry), weight
/// the trade's value ÷ equity before it; prices are opens (closes, for a trade open at the end). Costs are the same in every draw. So the
/// test measures timing alone: being long in a rising market does not count as skill.
/// <para>p = (k + 1)/(n + 1), k of n draws at least as good (Davison, Hinkley, 1997, eq. 4.11); never zero.</para>
/// </summary>
public sealed record EntryPermutation
{
    /// <summary>Number of trades placed.</summary>
    public required int Trades { get; init; }

    /// <summary>The statistic of the draws, and the account's own.</summary>
    public required Distribution Statistic { get; init; }

    /// <summary>One-sided p-value; NaN without trades.</summary>
    public required double PValue { get; init; }

    /// <summary>Whether some trades overlap, so that draws may overlap too.</summary>
    public required bool Overlapping { get; init; }

    /// <summary>Tests the entries of a run.</summary>
    /// <param name="series">The traded series.</param>
    /// <param name="result">The run.</param>
    /// <param name="draws">Draws, ≥ 1.</param>
    /// <param name="seed">Seed.</param>
    public static EntryPermutation Of(BarSeries series, BacktestResult result, int draws, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        Stretch[] stretches =
        [
            .. result.Trades.Select(t => StretchOf(result, t)).Where(s => s.Bars > 0 && s.Weight > 0).OrderBy(s => s.Start),
        ];
        var prices = Prices(series, result);
        var overlapping = stretches.Zip(stretches.Skip(1)).Any(p => p.First.Start + p.First.Bars > p.Second.Start);
        var observed = stretches.Sum(s => Value(prices, s, s.Start));
        var random = Seeds.Generator(seed, "permutation/entries");
        var (values, starts) = (new double[stretches.Length == 0 ? 0 : draws], new int[stretches.Length]);
        for (var d = 0; d < values.Length; d++)
        {
            if (overlapping)
                Anywhere(stretches, prices.Length, starts, random);
            else
                Apart(stretches, prices.Length, starts, random);
            for (var i = 0; i < stretches.Length; i++)
                values[d] += Value(prices, stretches[i], starts[i]);
        }
        return new EntryPermutation
        {
            Trades = stretches.Length,
            Statistic = Distribution.Of(values, observed),
            Overlapping = overlapping,
            PValue = values.Length == 0 ? double.NaN : (values.Count(v => v >= observed) + 1.0) / (draws + 1.0),
        };
    }

    private static double Value(double[] logPrices, Stretch stretch, int start) =>
        stretch.Weight * stretch.Side * (logPrices[start + stretch.Bars] - logPrices[start]);

    /// <summary>Opens of the run's bars and, behind the last, its close: a trade over n bars needs n + 1 prices.</summary>
    private static double[] Prices(BarSeries series, BacktestResult result)
    {
        var prices = new double[result.LastBar - result.FirstBar + 2];
        for (var i = 0; i < prices.Length - 1; i++)
            prices[i] = Math.Log(series.Open[result.FirstBar + i]);
        prices[^1] = Math.Log(series.Close[result.LastBar]);
        return prices;
    }

    private static Stretch StretchOf(BacktestResult result, Trade trade)
    {
        var start = Math.Max(0, trade.EntryBar - result.FirstBar);
        var end = trade.IsOpen ? result.LastBar - result.FirstBar + 1 : trade.ExitBar - result.FirstBar;
        var equity = start == 0 ? result.StartingCash : result.Equity[start - 1];
        return new Stretch(start, end - start, Math.Sign(trade.Size), equity > 0 ? Math.Abs(trade.Size) * trade.EntryPrice / equity : 0);
    }

    /// <summary>In random order with the free bars spread uniformly over the gaps before, between and behind.</summary>
    private static void Apart(Stretch[] stretches, int points, int[] starts, SplitMix64 random)
    {
        var order = Enumerable.Range(0, stretches.Length).ToArray();
        random.Shuffle<int>(order);
        var free = points - 1 - stretches.Sum(s => s.Bars);
        // How many free bars lie before each stretch: uniform draws, sorted.
        var gaps = new int[stretches.Length];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = random.NextInt(free + 1);
        Array.Sort(gaps);
        var taken = 0;
        for (var i = 0; i < order.Length; i++)
        {
            starts[order[i]] = gaps[i] + taken;
            taken += stretches[order[i]].Bars;
        }
    }

    private static void Anywhere(Stretch[] stretches, int points, int[] starts, SplitMix64 random)
    {
        for (var i = 0; i < starts.Length; i++)
            starts[i] = random.NextInt(points - stretches[i].Bars);
    }

    private readonly record struct Stretch(int Start, int Bars, int Side, double Weight);
}
