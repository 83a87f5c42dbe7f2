using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Synthetic;

/// <summary>
/// A made-up market for the first start, labelled synthetic on every series: the stock DEMO, four related assets, a daily news score, and
/// DEMO again with its days in random order. Returns follow GJR-GARCH(1,1) (Glosten, Jagannathan and Runkle 1993) under a two-state Markov
/// regime of drift and volatility (Hamilton 1989), with Student-t shocks and rare jumps. One thing can be learned: DEMO drifts by
/// <see cref="NewsEffect"/> times the news score of the day before. The score's autocorrelation is about <see cref="NewsMemory"/>; the
/// drift explains about 5 % of the variance of DEMO's daily returns, and little else foretells them. In DEMO_SHUFFLED nothing does.
/// </summary>
/// <param name="Target">The traded series, <c>DEMO</c>.</param>
/// <param name="Related">Four related assets and the daily news score <c>DEMO_NEWS</c>.</param>
/// <param name="Shuffled">The target's days in random order, <c>DEMO_SHUFFLED</c>.</param>
public sealed record DemoMarket(BarSeries Target, IReadOnlyList<BarSeries> Related, BarSeries Shuffled)
{
    /// <summary>The seed of the market that the product ships.</summary>
    public const long DefaultSeed = 20100104;

    /// <summary>Log-return of DEMO on the day after, per unit of news score.</summary>
    public const double NewsEffect = 0.007;

    /// <summary>How much of a day's mood is left the day after; the score is its hyperbolic tangent.</summary>
    public const double NewsMemory = 0.9;

    /// <summary>Name of the shuffled series.</summary>
    public const string ShuffledSymbol = "DEMO_SHUFFLED";

    /// <summary>Bars of a year.</summary>
    public const int BarsPerYear = 252;

    private const int MostYears = 40;

    /// <summary>All series, the target first.</summary>
    public IReadOnlyList<BarSeries> All => [Target, .. Related, Shuffled];

    /// <summary>Makes the market of a seed; the same seed and years always give the same series.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="years">Length in years of 252 bars, 1 to 40.</param>
    public static DemoMarket Create(long seed = DefaultSeed, int years = 8)
    {
        if (years is < 1 or > MostYears)
            throw new ArgumentOutOfRangeException(
                nameof(years),
                years,
                FormattableString.Invariant($"a demo market has 1 to {MostYears} years")
            );
        var bars = years * BarsPerYear;
        var days = TradingDays(bars);
        var common = DemoReturns.Common(Seeds.Generator(seed, "demo/common"), bars);
        var news = DemoReturns.News(Seeds.Generator(seed, "demo/news"), common);
        var target = Path(
            "DEMO",
            seed,
            days,
            DemoReturns.Asset(Seeds.Generator(seed, "demo/DEMO"), common, beta: 1.15, news),
            100,
            MarketCalendar.Nyse
        );
        BarSeries[] related =
        [
            Path(
                "DEMO_INDEX",
                seed,
                days,
                DemoReturns.Asset(Seeds.Generator(seed, "demo/DEMO_INDEX"), common, beta: 0.85),
                2000,
                MarketCalendar.Nyse
            ),
            Path(
                "DEMO_PEER",
                seed,
                days,
                DemoReturns.Asset(Seeds.Generator(seed, "demo/DEMO_PEER"), common, beta: 1.05),
                45,
                MarketCalendar.Nyse
            ),
            Path(
                "DEMO_ASIA",
                seed,
                days,
                DemoReturns.Asset(Seeds.Generator(seed, "demo/DEMO_ASIA"), common, beta: 0.55),
                18000,
                MarketCalendar.Tse
            ),
            Path(
                "DEMO_GOLD",
                seed,
                days,
                DemoReturns.Asset(Seeds.Generator(seed, "demo/DEMO_GOLD"), common, beta: -0.25),
                1200,
                MarketCalendar.Nyse
            ),
            Score("DEMO_NEWS", days, news),
        ];
        return new DemoMarket(target, related, Shuffle(target, Seeds.Generator(seed, "demo/shuffled")));
    }

    private static DateOnly[] TradingDays(int bars)
    {
        var days = new DateOnly[bars];
        var day = new DateOnly(2010, 1, 4);
        for (var t = 0; t < bars; day = day.AddDays(1))
        {
            if (!MarketCalendar.Nyse.IsClosed(day))
                days[t++] = day;
        }
        return days;
    }

    private static BarSeries Shuffle(BarSeries target, SplitMix64 random)
    {
        var bars = BarShuffle.Of(target, 1, target.Count - 1, random);
        return new BarSeries(ShuffledSymbol, bars.CloseTimeTicks, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume)
        {
            Calendar = bars.Calendar,
            IsSynthetic = true,
        };
    }

    private static BarSeries Path(string symbol, long seed, DateOnly[] days, DemoReturns returns, double start, MarketCalendar calendar) =>
        DemoBars.Build(symbol, Seeds.Generator(seed, $"demo/{symbol}/intraday"), days, returns, start, calendar);

    private static BarSeries Score(string symbol, DateOnly[] days, double[] values)
    {
        var none = new double[values.Length];
        Array.Fill(none, double.NaN);
        return new BarSeries(symbol, [.. days.Select(d => MarketCalendar.Nyse.CloseOf(d).Ticks)], values, values, values, values, none)
        {
            Calendar = MarketCalendar.Nyse,
            Kind = SeriesKind.Score,
            IsSynthetic = true,
            HasOhlc = false,
        };
    }
}
