using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Rebalancing;
using Simulator.Tests.Simulation.Portfolios;

namespace Simulator.Tests.Simulation.CorporateActions;

/// <summary>Splits, dividends, names and delistings: the files, adjusted prices, and positions in raw prices.</summary>
public sealed class CorporateActionTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };
    private static readonly CapitalSpec s_capital = new() { Amount = 1_000_000 };

    [SkippableFact]
    public void FactorFile_OfApple_HoldsItsFourSplitsAndDividends()
    {
        var actions = LeanFiles.Factors("aapl").Actions;
        Assert.Equal(
            [new Split(new(2000, 6, 20), 2), new Split(new(2005, 2, 25), 2), new Split(new(2014, 6, 6), 7), new Split(new(2020, 8, 28), 4)],
            actions.OfType<Split>()
        );
        var dividend = actions.OfType<CashDividend>().Single(d => d.LastDay == new DateOnly(2014, 8, 6));
        Assert.Equal(0.47, dividend.Amount, 0.0005);
        Assert.Equal(0.05, Assert.Single(LeanFiles.Factors("aig").Actions.OfType<Split>(), s => s.LastDay.Year == 2009).UnitsRatio);
    }

    [SkippableFact]
    public void MapFile_OfWasteManagement_PutsThreeNamesTogether()
    {
        var map = LeanFiles.Map("wm");
        Assert.Equal([new TickerChange(new(1998, 7, 16), "UW", "WMI"), new TickerChange(new(2009, 8, 4), "WMI", "WM")], map.Actions);
        Assert.Equal(("UW", "WMI", "WM"), (map.TickerOn(new(1998, 7, 16)), map.TickerOn(new(1998, 7, 17)), map.TickerOn(new(2015, 1, 1))));
        var whole = map.Assemble("WM", t => LeanFiles.Bars(t.ToLowerInvariant()), out var missing);
        Assert.Empty(missing);
        for (var bar = 1; bar < whole.Count; bar++)
            // the raw file of WM jumps by 17,762 % where its name changed hands
            Assert.InRange(whole.Close[bar] / whole.Close[bar - 1], 0.6, 1.5);
        Assert.Equal(new DateOnly(1998, 1, 2), Day(whole, 0));
    }

    [SkippableFact]
    public void MapFile_OfFacebook_LeavesTheOtherCompanyOut()
    {
        var raw = LeanFiles.Bars("fb");
        var facebook = LeanFiles.Map("fb").Assemble("FB", _ => raw, out _);
        Assert.Equal(new DateOnly(2012, 5, 18), Day(facebook, 0));
        var old = LeanFiles.Map("fb.1");
        Assert.Equal(new DateOnly(2003, 3, 28), old.LastDay);
        Assert.Equal(new Delisting(new(2003, 3, 28)), Assert.Single(old.Actions));
        LeanFiles.Map("goog").Assemble("GOOG", t => t == "GOOG" ? LeanFiles.Bars("goog") : null, out var missing);
        Assert.Equal(["GOOCV"], missing);
    }

    [SkippableFact]
    public void Adjusting_ByTheFile_IsLeansFactorTimesPrice()
    {
        var (raw, factors) = (LeanFiles.Bars("spy"), LeanFiles.Factors("spy"));
        var adjusted = PriceAdjustment.AdjustByFactors(raw, factors, AdjustmentMode.TotalReturn);
        var bar = Enumerable.Range(0, raw.Count).First(i => Day(raw, i) == new DateOnly(2013, 10, 8));
        var row = factors.Rows.First(r => r.LastDay >= new DateOnly(2013, 10, 8));
        Assert.Equal(raw.Close[bar] * row.PriceFactor * row.SplitFactor, adjusted.Close[bar]);
        var own = PriceAdjustment.Adjust(raw, ActionSchedule.For(raw, factors, null), AdjustmentMode.TotalReturn);
        for (var i = 1; i < raw.Count; i++)
            Assert.Equal(adjusted.Close[i] / adjusted.Close[i - 1], own.Close[i] / own.Close[i - 1], 1e-6);
    }

    [SkippableTheory]
    [InlineData("aapl")]
    [InlineData("goog")]
    [InlineData("fb")]
    public void RawWithActions_AndAdjustedPrices_EarnTheSame(string ticker)
    {
        var raw = LeanFiles.Map(ticker).Assemble(ticker, _ => LeanFiles.Bars(ticker), out _);
        var schedule = ActionSchedule.For(raw, LeanFiles.Factors(ticker), LeanFiles.Map(ticker));
        var start = new PortfolioOptions { Start = raw.CloseTimeAt(1) };
        var fractional = s_free with { FractionalUnits = true };

        // Splits alone: the same account, up to rounding of the last places.
        var splits = ActionSchedule.For(raw, schedule.Actions.Select(a => a.Action).Where(a => a is Split));
        var held = PortfolioEngine.Run([new(raw, null, splits)], Hold(), fractional, s_capital, start);
        var adjusted = PortfolioEngine.Run(
            [new(PriceAdjustment.Adjust(raw, splits, AdjustmentMode.Splits))],
            Hold(),
            fractional,
            s_capital,
            start
        );
        for (var t = 0; t < held.Equity.Length; t++)
            Assert.Equal(adjusted.Equity[t], held.Equity[t], 1e-10 * held.Equity[t]);

        // With dividends: an adjusted price puts a dividend back at close − dividend of the day before, an account at the open of the
        // ex-date.
        var paid = PortfolioEngine.Run([new(raw, null, schedule)], Reinvest(), fractional, s_capital, start);
        var total = PortfolioEngine.Run(
            [new(PriceAdjustment.Adjust(raw, schedule, AdjustmentMode.TotalReturn))],
            Reinvest(),
            fractional,
            s_capital,
            start
        );
        var expected = paid.Equity[^1] / total.Equity[^1];
        Assert.InRange(expected, 0.99, 1.01);
        if (ticker == "aapl")
            Assert.True(paid.Assets[0].Dividends > 0 && paid.Equity[^1] > held.Equity[^1]);
        else
            Assert.Equal(1, expected, 1e-10);
    }

    [SkippableFact]
    public void Split_NeverShowsAsProfit_NeitherInEquityNorInTrades()
    {
        var raw = LeanFiles.Bars("aapl");
        var schedule = ActionSchedule.For(raw, LeanFiles.Factors("aapl").Actions.Where(a => a is Split));
        foreach (var weight in new[] { 1.0, -0.2 })
        {
            var rule = new RebalancingStrategy(
                new FixedWeights(new Dictionary<string, double> { ["AAPL"] = weight }),
                new RebalanceRule.Monthly()
            );
            var result = PortfolioEngine.Run([new(raw, null, schedule)], rule, s_free, s_capital);
            for (var t = 1; t < result.Equity.Length; t++)
                Assert.InRange(result.Equity[t] / result.Equity[t - 1], 0.45, 1.35); // 29 September 2000 took 52 %
            var trade = result.Account.Trades[^1];
            Assert.Equal(result.Equity[^1] - s_capital.Amount, result.Account.Trades.Sum(t => t.ProfitLoss), 1e-3);
            Assert.InRange(trade.EntryPrice, 0.05, 200); // in today's shares, whatever a share cost then
        }
    }

    [SkippableFact]
    public void LeanBasicTemplateDaily_OnPricesByTheFactorFile_EndsAtThePublishedEquity()
    {
        var spy = PriceAdjustment.AdjustByFactors(LeanFiles.Bars("spy"), LeanFiles.Factors("spy"), AdjustmentMode.TotalReturn);
        var first = Enumerable.Range(0, spy.Count).First(i => Day(spy, i) == new DateOnly(2013, 10, 8));
        var last = Enumerable.Range(0, spy.Count).First(i => Day(spy, i) == new DateOnly(2013, 10, 17));
        // LEAN keeps 0.25 % of the value free, charges 0.005 a share and at least 1, and asks at the close of its first bar.
        var options = new PortfolioOptions
        {
            Start = spy.CloseTimeAt(first + 1),
            End = spy.CloseTimeAt(last),
            Conventions = new() { Commission = new Simulator.Backtesting.Commission(0, PerUnit: 0.005, Minimum: 1) },
        };
        var result = PortfolioEngine.Run(
            [new(spy)],
            new ScriptedPortfolio(c =>
            {
                if (c.Bar(0) == first)
                    c.Target([1 - 0.0025]);
            }),
            s_free,
            new CapitalSpec(),
            options
        );
        Assert.Equal((1, 697), (result.OrderCount, (int)result.Assets[0].Units));
        Assert.Equal(104_486.22, result.Equity[^1], 0.005);
        Assert.Equal(3.49, result.Commissions, 0.006);
    }

    [Fact]
    public void Split_OfWholeUnits_PaysTheFractionInCash_AndCarriesOrdersAlong()
    {
        var raw = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (100, 100), (66, 68), (60, 60), (60, 60));
        var schedule = ActionSchedule.For(raw, [new Split(Day(raw, 2), 1.5)]);
        var result = PortfolioEngine.Run(
            [new(raw, null, schedule)],
            new ScriptedPortfolio(c =>
            {
                if (c.Bar(0) == 0)
                    c.Orders(0).Place(Simulator.Backtesting.OrderRequest.BuyUnits(33) with { StopLoss = 93 });
            }),
            s_free,
            new CapitalSpec { Amount = 3_300 }
        );
        // 33 → 49.5: 49 held, half a unit paid at the open of 66; the stop of 93 becomes 62 and fills at the open of 60.
        Assert.Equal([3_300, 3_300, 3_300, (49 * 68) + 33, (49 * 60) + 33, (49 * 60) + 33], result.Equity.Select(e => Math.Round(e, 9)));
        Assert.Equal(0, result.Assets[0].Units);
        var trade = Assert.Single(result.Assets[0].Trades);
        Assert.Equal(49.5, trade.Size);
        Assert.Equal(100 / 1.5, trade.EntryPrice, 1e-12);
        Assert.Equal((49 * 60) + 33 - 3_300, trade.ProfitLoss, 1e-9);
    }

    [Fact]
    public void Dividend_IsPaidToHoldersAndByShorts_OnTheUnitsBeforeASplitOfTheSameDay()
    {
        var raw = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (49, 49), (49, 49));
        var schedule = ActionSchedule.For(raw, [new CashDividend(Day(raw, 1), 0.02, 2), new Split(Day(raw, 1), 2)]);
        foreach (var (weight, equity) in new[] { (0.5, 10_000.0), (-0.5, 10_000.0) })
        {
            var rule = new RebalancingStrategy(
                new FixedWeights(new Dictionary<string, double> { ["AAA"] = weight }),
                new RebalanceRule.Never()
            );
            var result = PortfolioEngine.Run([new(raw, null, schedule)], rule, s_free, new CapitalSpec { Amount = 10_000 });
            Assert.Equal(equity, result.Equity[^1], 1e-9); // the price fell by just the dividend
            Assert.Equal(Math.Sign(weight) * 100, result.Assets[0].Dividends, 1e-9);
            Assert.Equal(Math.Sign(weight) * 100, result.Assets[0].Units);
        }
    }

    [Fact]
    public void Delisting_ClosesAtTheLastPrice_AndNothingIsTradedAfter()
    {
        var gone = PortfolioMarkets.Bars("OLD", MarketCalendar.Nyse, (10, 10), (10, 10), (10, 4));
        var other = PortfolioMarkets.Bars("NEW", MarketCalendar.Nyse, (10, 10), (10, 10), (10, 10), (10, 10), (10, 10));
        var schedule = ActionSchedule.For(gone, [new Delisting(Day(gone, 2))]);
        var rule = new RebalancingStrategy(new ConstructedWeights(new()), new RebalanceRule.Daily());
        var result = PortfolioEngine.Run([new(gone, null, schedule), new(other)], rule, s_free, new CapitalSpec { Amount = 1_000 });
        var trade = Assert.Single(result.Assets[1].Trades);
        Assert.Equal((2, 4, false), (trade.ExitBar, trade.ExitPrice, trade.IsOpen));
        Assert.Contains("delisted", trade.ExitReason, StringComparison.Ordinal);
        Assert.Equal([1_000, 1_000, 700, 700, 700], result.Equity);
        Assert.Equal(70, result.Assets[0].Units); // its money went to the other
    }

    [Fact]
    public void Construction_SeesReturns_NotSplits()
    {
        var plain = PortfolioMarkets.Random("AAA", 5, 100);
        var raw = PortfolioMarkets.Series(
            "AAA",
            plain.Calendar,
            [
                .. Enumerable
                    .Range(0, 100)
                    .Select(i =>
                        i < 50
                            ? plain[i] with
                            {
                                Open = plain.Open[i] * 4,
                                High = plain.High[i] * 4,
                                Low = plain.Low[i] * 4,
                                Close = plain.Close[i] * 4,
                            }
                            : plain[i]
                    ),
            ]
        );
        var other = PortfolioMarkets.Random("BBB", 6, 100);
        var rule = new RebalancingStrategy(
            new ConstructedWeights(new() { Method = Simulator.Portfolios.Construction.ConstructionMethod.MinimumVariance }, 20),
            new RebalanceRule.Weekly()
        );
        var split = PortfolioEngine.Run(
            [new(raw, null, ActionSchedule.For(raw, [new Split(Day(raw, 49), 4)])), new(other)],
            rule,
            s_free with
            {
                FractionalUnits = true,
            },
            s_capital
        );
        var without = PortfolioEngine.Run(PortfolioMarkets.Assets(plain, other), rule, s_free with { FractionalUnits = true }, s_capital);
        for (var t = 0; t < 100; t++)
            Assert.Equal(without.Equity[t], split.Equity[t], 1e-9 * without.Equity[t]);
    }

    [Theory]
    [InlineData("20140606,0.9,0.25,645\n20140101,1,1,0", "line 2: dates must be in ascending order")]
    [InlineData("date,price,split\n", "line 1: a row must be date,priceFactor")]
    [InlineData("20140606,0.9,-1,645", "split factor must be a positive number")]
    [InlineData("", "has no rows")]
    public void FactorFile_ThatIsNone_IsRefusedWithItsLine(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ImportException>(() => FactorFile.Parse(text, "x.csv")).Message, StringComparison.Ordinal);

    private static DateOnly Day(BarSeries series, int bar) => series.DayAt(bar);

    private static RebalancingStrategy Hold() => new(new ConstructedWeights(new()), new RebalanceRule.Never());

    private static RebalancingStrategy Reinvest() => new(new ConstructedWeights(new()), new RebalanceRule.Drift(1e-9));
}
