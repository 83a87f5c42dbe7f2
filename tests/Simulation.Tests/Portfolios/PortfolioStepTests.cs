using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>What a step is where assets differ in span, market or length of bars.</summary>
public sealed class PortfolioStepTests
{
    private static readonly ExecutionSpec s_free = new()
    {
        CommissionRate = 0,
        SlippageBps = 0,
        FractionalUnits = true,
    };
    private static readonly CapitalSpec s_capital = new() { Amount = 100_000 };

    [Fact]
    public void Rebalancing_AfterTheLongestAssetEnded_GoesOnWithTheOthers()
    {
        var (ends, stays) = (PortfolioMarkets.Random("ENDS", 1, 500), PortfolioMarkets.Random("STAYS", 2, 700).Slice(450, 700));
        var asked = new List<int>();
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(ends, stays),
            new RebalancingStrategy(new Recorded(asked), new RebalanceRule.EveryBars(21)),
            s_free,
            s_capital
        );
        // 700 trading days in all, the last without a decision: one every 21.
        Assert.Equal(700, result.Ticks.Length);
        Assert.Equal(Enumerable.Range(0, 34).Select(k => 21 * k), asked);
    }

    [Fact]
    public void Steps_OfSeveralMarkets_AreTheFirstClosesOfTheirDays()
    {
        var steps = new List<(DateTime Time, DateOnly Day)>();
        var assets = PortfolioMarkets.Mixed(120, 4);
        var result = PortfolioEngine.Run(
            assets,
            new ScriptedPortfolio(c =>
            {
                if (c.IsStep)
                    steps.Add((c.Time, c.Day));
            }),
            s_free,
            s_capital
        );
        var firsts = assets
            .SelectMany(a =>
                a.Series.CloseTimeTicks.Select(t => new DateTime(t, DateTimeKind.Utc))
                    .Select(t => (Time: t, Day: a.Series.Calendar.TradingDay(t)))
            )
            .GroupBy(x => x.Day)
            .Select(g => (Time: g.Min(x => x.Time), Day: g.Key))
            .OrderBy(x => x.Time)
            .Where(x => x.Time.Ticks < result.Ticks[^1])
            .ToArray();
        Assert.Equal(firsts, steps);
    }

    [Fact]
    public void Returns_AcrossAssetsOfUnequalSpans_CountBackTheSameSteps()
    {
        var (ends, stays) = (PortfolioMarkets.Random("ENDS", 1, 60), PortfolioMarkets.Random("STAYS", 2, 100).Slice(40, 100));
        var seen = 0;
        PortfolioEngine.Run(
            PortfolioMarkets.Assets(ends, stays),
            new ScriptedPortfolio(c =>
            {
                var returns = new double[20];
                var (a, b) = (c.Bar(0), c.Bar(1));
                Assert.Equal(b >= 10, c.TryReturns([0, 1], 10, returns));
                if (b < 10)
                    return;
                seen++;
                for (var k = 0; k < 10; k++)
                {
                    Assert.Equal((c.Close(1)[b - 9 + k] / c.Close(1)[b - 10 + k]) - 1, returns[(2 * k) + 1]);
                    var day = b + 40 - 9 + k; // place among all days: the first ends with 59
                    Assert.Equal(day > a ? 0 : (c.Close(0)[day] / c.Close(0)[day - 1]) - 1, returns[2 * k]);
                }
            }),
            s_free,
            s_capital
        );
        Assert.Equal(49, seen);
    }

    [Fact]
    public void MonthsMixedWithDays_AreRefused_NamingBothAndTheRemedy()
    {
        var days = PortfolioMarkets.Random("DAYS", 1, 300);
        var months = Monthly("MONTHS", 2, MarketCalendar.Nyse);
        var message = Assert
            .Throws<ArgumentException>(() => PortfolioEngine.Run(PortfolioMarkets.Assets(months, days), Hold(), s_free, s_capital))
            .Message;
        Assert.Contains("DAYS has bars of 1 day, MONTHS of 30 days", message, StringComparison.Ordinal);
        Assert.Contains("resample DAYS to 30 days", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, 12)] // the same months
    [InlineData(5, false, 12)] // one begins later
    [InlineData(0, true, 24)] // months that end at other hours of other days
    public void Months_OfUnequalAssets_AreAnnualisedByTheirOwnNumberAYear(int later, bool otherDays, int periods)
    {
        var a = Monthly("AAA", 3, MarketCalendar.Nyse);
        var b = Monthly("BBB", 4, MarketCalendar.Nyse, otherDays ? 15 : 0).Slice(later, 60 - later);
        var result = PortfolioEngine.Run(PortfolioMarkets.Assets(a, b), Hold(), s_free, s_capital);
        Assert.Equal(periods, new Simulator.Statistics.AccountFigures(result.Benchmark, result.Account).PeriodsPerYear);
    }

    private static RebalancingStrategy Hold() => new(new ConstructedWeights(new()), new RebalanceRule.Never());

    private static BarSeries Monthly(string symbol, int seed, MarketCalendar calendar, int dayLater = 0)
    {
        var prices = PortfolioMarkets.Random(symbol, seed, 60);
        var first = new DateOnly(2015, 1, 1).AddDays(dayLater);
        var rows = Enumerable
            .Range(0, 60)
            .Select(k => new Bar(calendar.CloseOf(first.AddMonths(k)), prices.Open[k], prices.High[k], prices.Low[k], prices.Close[k], 1))
            .ToArray();
        return PortfolioMarkets.Series(symbol, calendar, rows, BarInterval.Monthly);
    }

    private sealed class Recorded(List<int> asked) : IWeightRule
    {
        public string Name => "half and half";

        public void Start(IReadOnlyList<string> symbols) { }

        // The days so far: both series lie on the same 700, the second from the 450th on.
        public bool TryWeights(PortfolioContext context, Span<double> weights)
        {
            asked.Add(context.HasNewBar(1) ? context.Bar(1) + 450 : context.Bar(0));
            weights.Fill(0.5);
            return true;
        }
    }
}
