using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Rules;

/// <summary>Seeded markets that rules are tried on: a traded series, two others, forecasts.</summary>
internal static class RuleMarkets
{
    /// <summary>New York days from 2020 on, holidays left out.</summary>
    public static BarSeries Daily(string symbol = "TEST", int bars = 300, ulong seed = 5)
    {
        var times = new List<long>();
        for (var day = new DateOnly(2020, 1, 2); times.Count < bars; day = day.AddDays(1))
        {
            if (!MarketCalendar.Nyse.IsClosed(day))
                times.Add(MarketCalendar.Nyse.CloseOf(day).Ticks);
        }
        return Walk(symbol, [.. times], BarInterval.Daily, MarketCalendar.Nyse, seed);
    }

    /// <summary>Hours of crypto days.</summary>
    public static BarSeries Hourly(string symbol = "TEST", int bars = 600, ulong seed = 5, int minutes = 60)
    {
        var first = new DateTime(2021, 3, 1, 0, 0, 0, DateTimeKind.Utc).Ticks + (minutes * TimeSpan.TicksPerMinute);
        return Walk(
            symbol,
            [.. Enumerable.Range(0, bars).Select(i => first + (i * minutes * TimeSpan.TicksPerMinute))],
            BarInterval.Minutes(minutes),
            MarketCalendar.Crypto,
            seed
        );
    }

    /// <summary>Forecasts from bar <paramref name="first"/> on, the last fold's model fitted right before.</summary>
    public static ForecastTape Forecasts(int bars, int first, ulong seed = 9)
    {
        var random = new SplitMix64(seed);
        double[] Column() => [.. Enumerable.Range(0, bars).Select(t => t < first ? double.NaN : 0.01 * random.NextGaussian())];
        var mean = Column();
        double[] levels = [0.05, 0.5, 0.95];
        return new ForecastTape
        {
            Forecaster = "test",
            FirstBar = first,
            Levels = levels,
            Horizons =
            [
                new()
                {
                    Bars = 1,
                    Mean = mean,
                    Quantiles = [.. levels.Select(level => mean.Select(m => m + (0.02 * (level - 0.5))).ToArray())],
                    StandardDeviation = [.. mean.Select(Math.Abs)],
                    ProbabilityOfRise = [.. mean.Select(m => m > 0 ? 0.6 : 0.4)],
                    Crps = Column(),
                },
            ],
            Fold = [.. mean.Select((_, t) => t < first ? -1 : 0)],
            Cutoff = [.. mean.Select((_, t) => t < first ? -1 : t - 1)],
        };
    }

    /// <summary>A daily series beside another symbol that lacks some days, one that trades at other hours, and forecasts.</summary>
    public static RuleMarket Full(int bars = 300)
    {
        var target = Daily(bars: bars);
        return new RuleMarket(target, [Thinned(Daily("SPY", bars, 11)), Hourly("BTC", bars * 30, 13)], Forecasts(bars, Math.Min(60, bars)));
    }

    /// <summary>The market with everything after a bar of the target taken away.</summary>
    public static RuleMarket Cut(RuleMarket market, int bars)
    {
        var target = market.Target.Slice(0, bars);
        var last = target.CloseTimeTicks[^1];
        var others = market.Symbols.Skip(1).Select(s => market.Find(s)!).Select(s => s.Slice(0, s.CloseTimeTicks.Count(t => t <= last)));
        return new RuleMarket(target, others, market.Forecast?.Until(bars));
    }

    private static BarSeries Thinned(BarSeries series)
    {
        var kept = Enumerable.Range(0, series.Count).Where(i => i % 7 != 3).ToArray();
        double[] Pick(double[] column) => [.. kept.Select(i => column[i])];
        return new BarSeries(
            series.Symbol,
            [.. kept.Select(i => series.CloseTimeTicks[i])],
            Pick(series.Open),
            Pick(series.High),
            Pick(series.Low),
            Pick(series.Close),
            Pick(series.Volume)
        )
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
        };
    }

    private static BarSeries Walk(string symbol, long[] times, BarInterval interval, MarketCalendar calendar, ulong seed)
    {
        var random = new SplitMix64(seed);
        var n = times.Length;
        var (open, high, low, close, volume) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        var price = 100.0;
        for (var i = 0; i < n; i++)
        {
            open[i] = price * Math.Exp(0.005 * random.NextGaussian());
            close[i] = open[i] * Math.Exp(0.015 * random.NextGaussian());
            high[i] = Math.Max(open[i], close[i]) * (1 + (0.01 * random.NextDouble()));
            low[i] = Math.Min(open[i], close[i]) * (1 - (0.01 * random.NextDouble()));
            volume[i] = 1000 + random.NextInt(500);
            price = close[i];
        }
        return new BarSeries(symbol, times, open, high, low, close, volume) { Calendar = calendar, Interval = interval };
    }
}
