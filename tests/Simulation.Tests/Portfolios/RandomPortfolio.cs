using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Seeding;
using Simulator.Tests.Simulation.Backtesting.RandomRuns;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>
/// A random trader for each asset, beside random targets for all of them. What it does depends on the seed, the instant, the name of the
/// asset and the
/// account alone.
/// </summary>
/// <param name="seed">Of orders and targets.</param>
/// <param name="habits">What the traders may do; those of units only set no targets.</param>
/// <param name="tally">Counts what they do; null for nobody.</param>
/// <param name="nameOf">The name that an asset is known by to its trader; null for its own.</param>
internal sealed class RandomPortfolio(int seed, TraderHabits habits, RandomTally? tally = null, Func<string, string>? nameOf = null)
    : IPortfolioStrategy
{
    private RandomTrader[] _traders = [];
    private int[] _seeds = [];

    public string Name => "random";

    /// <summary>
    /// Takes what every trader sees, in the order in which they are asked, and what is to be seen at last; null to see nothing.
    /// </summary>
    public List<Sight>? Seen { get; init; }

    public void Start(IReadOnlyList<string> symbols)
    {
        _seeds = [.. symbols.Select(s => seed ^ (nameOf?.Invoke(s) ?? s).Aggregate(17, (hash, letter) => unchecked((31 * hash) + letter)))];
        _traders = [.. _seeds.Select(s => new RandomTrader(s, habits, tally) { Seen = Seen })];
        foreach (var trader in _traders)
            trader.Start();
    }

    public void Decide(PortfolioContext context)
    {
        for (var i = 0; i < _traders.Length; i++)
        {
            if (
                context.HasNewBar(i)
                && context.IsTradable(i)
                && context.Bar(i) >= _traders[i].FirstReadyBar
                && Generator(context, _seeds[i]).NextInt(3) > 0
            )
                _traders[i].Decide(context.Single(i));
        }
        var random = Generator(context, seed);
        if (!habits.UnitsOnly && random.NextInt(3) == 0)
            Target(context, random);
        for (var i = 0; i < _traders.Length && Seen is not null; i++)
        {
            if (context.HasNewBar(i))
                Seen.Add(_traders[i].See(context.Single(i)));
        }
    }

    private void Target(PortfolioContext context, SplitMix64 random)
    {
        var weights = new double[context.Count];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = random.NextInt(4) == 0 ? 0 : random.NextDouble() - 0.4;
        var gross = weights.Sum(Math.Abs);
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= gross > 0 && context.IsTradable(i) ? 0.8 * context.Leverage * random.NextDouble() / gross : 0;
        tally?.Count(RandomAct.Target);
        context.Target(weights);
    }

    private static SplitMix64 Generator(PortfolioContext context, int of)
    {
        var random = new SplitMix64((ulong)context.Time.Ticks ^ ((ulong)(uint)of << 32));
        random.NextUInt64();
        return random;
    }
}

/// <summary>Several random markets, on one clock or on the clocks of four exchanges with bars left out.</summary>
internal static class RandomMarkets
{
    private const int Bars = 1_000;

    public static PortfolioAsset[] Of(int seed, int bars = Bars) =>
        seed % 2 == 0
            ? [.. Enumerable.Range(0, 5).Select(i => Of(seed, bars, i, $"A{i}", MarketCalendar.Crypto, 0))]
            :
            [
                Of(seed, bars, 0, "NYC", MarketCalendar.Nyse, 0.05),
                Of(seed, bars, 1, "LON", MarketCalendar.Lse, 0.05),
                Of(seed, bars, 2, "TYO", MarketCalendar.Tse, 0.05),
                Of(seed, bars, 3, "BTC", MarketCalendar.Crypto, 0),
            ];

    /// <summary>The same markets up to an instant; after it, where it is not a cut, one bar of others.</summary>
    public static PortfolioAsset[] Until(PortfolioAsset[] assets, long ticks, bool isCut, int seed) =>
        [
            .. assets.Zip(
                Of(seed + 10_000, assets.Max(a => a.Series.Count)),
                (a, other) =>
                {
                    var bars = a.Series.CloseTimeTicks.Count(t => t <= ticks);
                    return new PortfolioAsset(
                        isCut || bars == a.Series.Count ? a.Series.Slice(0, bars) : RandomMarket.AndAnother(a.Series, bars, other.Series)
                    );
                }
            ),
        ];

    private static PortfolioAsset Of(int seed, int bars, int asset, string symbol, MarketCalendar calendar, double missing) =>
        new(RandomMarket.Of((10 * seed) + asset, bars, symbol: symbol, calendar: calendar, missing: missing));
}
