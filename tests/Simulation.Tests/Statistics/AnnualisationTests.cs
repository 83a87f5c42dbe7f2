using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>What users of other tools complained of in their figures, pinned.</summary>
public sealed class AnnualisationTests
{
    [Theory]
    [InlineData("crypto", 365)]
    [InlineData("nyse", 252)]
    [InlineData("fx", 260)]
    [InlineData("tse", 245)]
    public void DailyFigures_AreAnnualisedByTheMarketsOwnCalendar(string calendar, double perYear)
    {
        // Lean #7562: 252 days were hard-coded for crypto.
        var (series, result) = Hold(MarketCalendar.ById(calendar), 300);
        var account = new AccountFigures(series, result);
        var figures = StatisticCatalogue.Compute(series, result);

        Assert.Equal(perYear, account.PeriodsPerYear);
        Assert.Equal(
            Moments.Mean(account.Returns) / Moments.StandardDeviation(account.Returns) * Math.Sqrt(perYear),
            figures["sharpe"],
            12
        );
        Assert.Equal(Moments.StandardDeviation(account.Returns) * Math.Sqrt(perYear), figures["annualVolatility"], 12);
    }

    [Fact]
    public void WeekendsOfAMarketThatIsClosedOnThem_AreNoReturns()
    {
        // Lean #7544: sampled on Saturdays and Sundays, too, the Sharpe ratio is off by about √(5/7).
        var (series, result) = Hold(MarketCalendar.Nyse, 300);
        var account = new AccountFigures(series, result);
        var lean = new LeanFigures(account);

        Assert.Equal(299, account.Returns.Length);
        Assert.True(lean.Returns.Length > 410, $"{lean.Returns.Length} calendar days");
        Assert.InRange(lean.Deviation / StatisticCatalogue.Compute(account, StatisticDialect.Standard)["annualVolatility"], 0.80, 0.88);
    }

    [Fact]
    public void LeanDialectOfCrypto_HasThreeHundredSixtyFiveDays()
    {
        var (series, result) = Hold(MarketCalendar.Crypto, 100);

        Assert.Equal(365, new LeanFigures(new AccountFigures(series, result)).DaysPerYear);
    }

    [Fact]
    public void HourlyBars_AreAnnualisedByDays_NotByHours()
    {
        // The same holding from the second day on, seen once a day and once an hour.
        var (daily, hourly) = (Hours(24), Hours(1));
        var (one, other) = (new AccountFigures(daily, Run(daily, 1)), new AccountFigures(hourly, Run(hourly, 24)));
        var (seenDaily, seenHourly) = (
            StatisticCatalogue.Compute(one, StatisticDialect.Standard),
            StatisticCatalogue.Compute(other, StatisticDialect.Standard)
        );

        Assert.Equal((365.0, 365.0), (one.PeriodsPerYear, other.PeriodsPerYear));
        Assert.All(
            new[] { "returnFraction", "sharpe", "sortino", "annualVolatility", "annualReturn", "alpha", "beta" },
            key => Assert.Equal(seenDaily[key], seenHourly[key], 9)
        );
    }

    [Theory]
    [InlineData(7, 52)]
    [InlineData(30, 12)]
    [InlineData(365, 1)]
    public void LongerBars_AreAnnualisedByWeeksMonthsAndYears(int days, double perYear)
    {
        var times = Enumerable
            .Range(0, 20)
            .Select(i => MarketCalendar.Crypto.CloseOf(new DateOnly(2001, 1, 1).AddDays(i * days)).Ticks)
            .ToArray();
        double[] price = [.. Enumerable.Range(0, 20).Select(i => 100.0 + i)];
        var series = new BarSeries("LONG", times, price, price, price, price, price)
        {
            Calendar = MarketCalendar.Crypto,
            Interval = new BarInterval(TimeSpan.FromDays(days)),
        };

        Assert.Equal(perYear, new AccountFigures(series, Run(series)).PeriodsPerYear);
    }

    [Fact]
    public void CompoundGrowth_CountsCalendarYears_NotTradingDaysOver252()
    {
        // backtesting.py PR #1346: years were counted as calendar days ÷ 252, and 21.16 % a year was printed as 14.16 %.
        var days = Enumerable
            .Range(0, 3_653)
            .Select(i => new DateOnly(2010, 1, 1).AddDays(i))
            .Where(d => !MarketCalendar.Nyse.IsClosed(d))
            .ToArray();
        double[] price = [.. days.Select(d => 100 * Math.Pow(1.2116, (d.DayNumber - days[0].DayNumber) / 365.25))];
        var series = new BarSeries("CAGR", [.. days.Select(d => MarketCalendar.Nyse.CloseOf(d).Ticks)], price, price, price, price, price);
        var figures = StatisticCatalogue.Compute(series, Run(series));
        var peer = StatisticCatalogue.Compute(series, Run(series), StatisticDialect.BacktestingPy);

        Assert.Equal(0.2116, figures["cagr"], 1e-4); // the first day's rise is before the first fill
        Assert.Equal(21.16, peer["CAGR [%]"], 1e-2);
    }

    [Fact]
    public void OneCurve_SharpeRatiosOfTheDialects_DifferAndAreNamed()
    {
        // The ratio depends on who is asked, so each is under its own name and none is called “the” Sharpe ratio.
        var (series, result) = Hold(MarketCalendar.Nyse, 500);
        double[] ratios =
        [
            .. StatisticCatalogue
                .Dialects.Select(d => StatisticCatalogue.Compute(series, result, d))
                .Select(f => f.First(p => p.Key.Contains("harpe", StringComparison.Ordinal)).Value),
        ];

        Assert.Equal(4, ratios.Distinct().Count());
    }

    [Fact]
    public void ProbabilisticSharpe_TakesTheRawKurtosis_UnlikeLean()
    {
        var (series, result) = Hold(MarketCalendar.Nyse, 300);
        var r = new AccountFigures(series, result).Returns;
        var sharpe = Moments.Mean(r) / Moments.StandardDeviation(r);
        var expected = Overfitting.ProbabilisticSharpe(sharpe, r.Length, Moments.Skewness(r), Moments.Kurtosis(r));

        Assert.Equal(expected, StatisticCatalogue.Compute(series, result)["probabilisticSharpe"], 12);
        Assert.InRange(Moments.Kurtosis(r), 2, 5); // about 3, not about 0
    }

    private static (BarSeries Series, BacktestResult Result) Hold(MarketCalendar calendar, int bars)
    {
        var random = TestMarkets.Random(7, bars);
        var days = new List<DateOnly>();
        for (var day = new DateOnly(2019, 1, 1); days.Count < bars; day = day.AddDays(1))
        {
            if (!calendar.IsClosed(day))
                days.Add(day);
        }
        var series = new BarSeries(
            "ANY",
            [.. days.Select(d => calendar.CloseOf(d).Ticks)],
            random.Open,
            random.High,
            random.Low,
            random.Close,
            random.Volume
        )
        {
            Calendar = calendar,
        };
        return (series, BacktestEngine.Run(series, 1, bars - 1, new BuyAndHold(), new ExecutionSpec(), new CapitalSpec()));
    }

    /// <summary>One random walk in hours, as bars of one hour or of a day; every day ends at midnight UTC.</summary>
    private static BarSeries Hours(int perBar)
    {
        var walk = TestMarkets.Random(3, 24 * 400, dailyVolatility: 0.005).Close;
        int[] ends = [.. Enumerable.Range(1, walk.Length / perBar).Select(i => (i * perBar) - 1)];
        double[] close = [.. ends.Select(i => walk[i])];
        var start = new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double[] open = [close[0], .. close[..^1]];
        return new BarSeries(
            "H",
            [.. ends.Select(i => start.AddHours(i + 1).Ticks)],
            open,
            [.. open.Zip(close, Math.Max)],
            [.. open.Zip(close, Math.Min)],
            close,
            close
        )
        {
            Calendar = MarketCalendar.Crypto,
            Interval = BarInterval.Minutes(60 * perBar),
        };
    }

    private static BacktestResult Run(BarSeries series, int firstBar = 0) =>
        BacktestEngine.Run(
            series,
            firstBar,
            series.Count - 1,
            new BuyAndHold(),
            new ExecutionSpec
            {
                CommissionRate = 0,
                SlippageBps = 0,
                FractionalUnits = true,
            },
            new CapitalSpec()
        );
}
