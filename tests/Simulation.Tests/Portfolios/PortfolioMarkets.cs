using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>Seeded random daily markets under any calendar, with bars left out where a test wants gaps.</summary>
internal static class PortfolioMarkets
{
    public static BarSeries Random(
        string symbol,
        int seed,
        int bars,
        MarketCalendar? calendar = null,
        double missing = 0,
        double volatility = 0.02,
        double price = 100
    )
    {
        calendar ??= MarketCalendar.Nyse;
        var random = new SplitMix64((ulong)seed);
        var rows = new List<Bar>();
        for (var day = new DateOnly(2015, 1, 1); rows.Count < bars; day = day.AddDays(1))
        {
            if (IsSkipped(calendar, day))
                continue;
            var open = price * Math.Exp(0.3 * volatility * random.NextGaussian());
            price = open * Math.Exp(volatility * random.NextGaussian());
            var (high, low) = (
                Math.Max(open, price) * (1 + (0.5 * volatility * random.NextDouble())),
                Math.Min(open, price) * (1 - (0.5 * volatility * random.NextDouble()))
            );
            if (random.NextDouble() >= missing)
                rows.Add(new Bar(UsualCloseOf(calendar, day), open, high, low, price, 1_000_000));
        }
        return Series(symbol, calendar, rows);
    }

    /// <summary>
    /// Days that do not depend on what is known of holidays: bars as series hold them that were stored before all were known.
    /// </summary>
    public static bool IsSkipped(MarketCalendar calendar, DateOnly day) =>
        calendar.Id is "nyse" or "cboe" or "fx" ? calendar.IsClosed(day) : (calendar with { Exchange = null }).IsClosed(day);

    /// <summary>The usual hour, on half days too; see <see cref="IsSkipped"/>.</summary>
    public static DateTime UsualCloseOf(MarketCalendar calendar, DateOnly day) => (calendar with { Exchange = null }).CloseOf(day);

    public static BarSeries Series(string symbol, MarketCalendar calendar, IReadOnlyList<Bar> rows, BarInterval? interval = null) =>
        new(
            symbol,
            [.. rows.Select(r => r.CloseTime.Ticks)],
            [.. rows.Select(r => r.Open)],
            [.. rows.Select(r => r.High)],
            [.. rows.Select(r => r.Low)],
            [.. rows.Select(r => r.Close)],
            [.. rows.Select(r => r.Volume)]
        )
        {
            Calendar = calendar,
            Interval = interval ?? BarInterval.Daily,
        };

    /// <summary>Bars from open and close, on consecutive days of a calendar from 2020-01-02 on.</summary>
    public static BarSeries Bars(string symbol, MarketCalendar calendar, params (double Open, double Close)[] bars)
    {
        var (rows, day) = (new List<Bar>(), new DateOnly(2020, 1, 2));
        foreach (var (open, close) in bars)
        {
            while (calendar.IsClosed(day))
                day = day.AddDays(1);
            rows.Add(new Bar(calendar.CloseOf(day), open, Math.Max(open, close), Math.Min(open, close), close, 1_000));
            day = day.AddDays(1);
        }
        return Series(symbol, calendar, rows);
    }

    public static PortfolioAsset[] Assets(params BarSeries[] series) => [.. series.Select(s => new PortfolioAsset(s))];

    /// <summary>Several series of one calendar without gaps.</summary>
    public static PortfolioAsset[] Aligned(int assets, int bars, int seed = 1) =>
        [.. Enumerable.Range(0, assets).Select(i => new PortfolioAsset(Random($"A{i:00}", seed + (100 * i), bars)))];

    /// <summary>Calendars that differ, and gaps.</summary>
    public static PortfolioAsset[] Mixed(int bars, int seed = 1) =>
        Assets(
            Random("NYC", seed, bars, missing: 0.05),
            Random("LON", seed + 1, bars, MarketCalendar.Lse, 0.05),
            Random("TYO", seed + 2, bars, MarketCalendar.Tse, 0.05),
            Random("BTC", seed + 3, bars, MarketCalendar.Crypto)
        );
}

/// <summary>Does at each instant what the test says.</summary>
internal sealed class ScriptedPortfolio(Action<PortfolioContext> decide) : IPortfolioStrategy
{
    public string Name => "scripted";

    public void Start(IReadOnlyList<string> symbols) { }

    public void Decide(PortfolioContext context) => decide(context);
}
