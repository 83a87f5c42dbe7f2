using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Pairs;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Portfolios.Pairs;

/// <summary>Pairs and arbitrage: planted signals are found and traded the right way round, absent ones are left alone.</summary>
public sealed class PairsTradingTests
{
    private static readonly ExecutionSpec s_execution = new()
    {
        CommissionRate = 0.0002,
        SlippageBps = 1,
        FractionalUnits = true,
    };
    private static readonly CapitalSpec s_capital = new() { Amount = 100_000 };

    [Fact]
    public void CointegratedPair_IsTradedWithProfit_HedgedAndRarely()
    {
        var (y, x) = Pair(3, 1_500, meanReversion: 0.1, deviation: 0.02);
        var strategy = new PairsTrading("YYY", "XXX");
        var result = PortfolioEngine.Run(PortfolioMarkets.Assets(y, x), strategy, s_execution, s_capital);
        Assert.True(result.Equity[^1] > 1.1 * s_capital.Amount, FormattableString.Invariant($"{result.Equity[^1]}"));
        Assert.InRange(result.Account.Trades.Count, 10, 120);
        Assert.InRange(strategy.Fit!.Hedge, 0.6, 1.0);
        Assert.True(Math.Abs(result.Statistics()["beta"]) < 0.15);
        for (var t = 0; t < result.Equity.Length; t++) // the two legs stand against each other
            Assert.True(result.Weights[2 * t] * result.Weights[(2 * t) + 1] <= 0);
        Assert.All(result.Equity.Take(248), e => Assert.Equal(s_capital.Amount, e)); // nothing before the first window
    }

    [Fact]
    public void IndependentPair_IsHardlyEverTraded_UnlessTheTestIsOff()
    {
        var tested = 0;
        for (var seed = 0; seed < 6; seed++)
        {
            var assets = PortfolioMarkets.Assets(PortfolioMarkets.Random("YYY", seed, 900), PortfolioMarkets.Random("XXX", seed + 50, 900));
            tested += PortfolioEngine
                .Run(assets, new PairsTrading("YYY", "XXX", new() { MaxPValue = 0.01 }), s_execution, s_capital)
                .Account.Trades.Count;
            Assert.True(
                PortfolioEngine
                    .Run(assets, new PairsTrading("YYY", "XXX", new() { MaxPValue = 1 }), s_execution, s_capital)
                    .Account.Trades.Count > 4
            );
        }
        Assert.InRange(tested, 0, 20);
    }

    [Fact]
    public void GivenHedge_SetsTheWeights()
    {
        var (y, x) = Pair(5, 600, 0.1, 0.02);
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(y, x),
            new PairsTrading(
                "YYY",
                "XXX",
                new()
                {
                    Hedge = 0.8,
                    Gross = 0.9,
                    MaxPValue = 1,
                }
            ),
            s_execution,
            s_capital
        );
        var (entry, other) = (result.Assets[1].Trades[0], result.Assets[0].Trades[0]);
        Assert.Equal(-0.8, other.Size * other.EntryPrice / (entry.Size * entry.EntryPrice), 0.05);
        Assert.Equal(0.9, (Math.Abs(other.Size * other.EntryPrice) + Math.Abs(entry.Size * entry.EntryPrice)) / s_capital.Amount, 0.05);
    }

    [Fact]
    public void Arbitrage_BuysTheCheaper_OneBarLater_AndPaysItsCosts()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 102), (102, 100), (100, 100), (100, 100));
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, (10, 10), (10, 10), (10, 10), (10, 10), (10, 10));
        var execution = new ExecutionSpec
        {
            CommissionRate = 0,
            SlippageBps = 0,
            FractionalUnits = true,
        };
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(a, b),
            new ListingArbitrage("AAA", "BBB", ratio: 10),
            execution,
            s_capital
        );
        // Seen at 102 against 100: short 50,000/102 at the open of 102, long 5,000 at 10; closed at the opens of 100 and 10.
        var (sold, bought) = (Assert.Single(result.Assets[0].Trades), Assert.Single(result.Assets[1].Trades));
        Assert.Equal((2, 3, 102, 100), (sold.EntryBar, sold.ExitBar, sold.EntryPrice, sold.ExitPrice));
        Assert.True(sold.Size < 0 && bought.Size > 0);
        Assert.Equal(100_000 + (50_000 / 102.0 * 2), result.Equity[^1], 1e-8);

        var dear = PortfolioEngine.Run(
            PortfolioMarkets.Assets(a, b),
            new ListingArbitrage("AAA", "BBB", ratio: 10),
            execution with
            {
                CommissionRate = 0.01,
            },
            s_capital
        );
        Assert.True(dear.Equity[^1] < 100_000); // 2 % between them do not pay four fills of 1 %
        var gone = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 102), (100, 100), (100, 100), (100, 100));
        Assert.Equal(
            100_000,
            PortfolioEngine
                .Run(PortfolioMarkets.Assets(gone, b), new ListingArbitrage("AAA", "BBB", ratio: 10), execution, s_capital)
                .Equity[^1],
            1e-8
        ); // gone at the open: nothing earned
    }

    [Fact]
    public void Options_ThatContradictEachOther_AreRefused()
    {
        Assert.Contains(
            "exitZ < entryZ < stopZ",
            Assert.Throws<ArgumentException>(() => new PairsTrading("A", "B", new() { ExitZ = 3 })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "windowBars 5",
            Assert.Throws<ArgumentException>(() => new PairsTrading("A", "B", new() { WindowBars = 5 })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "exitBps",
            Assert.Throws<ArgumentException>(() => new ListingArbitrage("A", "B", entryBps: 1)).Message,
            StringComparison.Ordinal
        );
        var a = PortfolioMarkets.Random("AAA", 1, 10);
        Assert.Contains(
            "did you mean 'AAA'",
            Assert
                .Throws<ArgumentException>(() => PortfolioEngine.Run([new(a)], new PairsTrading("AAB", "AAA"), s_execution, s_capital))
                .Message,
            StringComparison.Ordinal
        );
    }

    // log y = 0.8·log x + an Ornstein–Uhlenbeck spread.
    internal static (BarSeries Y, BarSeries X) Pair(int seed, int bars, double meanReversion, double deviation)
    {
        var x = PortfolioMarkets.Random("XXX", seed, bars, volatility: 0.015);
        var random = new SplitMix64((ulong)seed + 500);
        var (rows, spread) = (new List<Bar>(), 0.0);
        for (var i = 0; i < bars; i++)
        {
            var open = Math.Exp(1 + (0.8 * Math.Log(x.Open[i])) + spread);
            spread += (-meanReversion * spread) + (deviation * Math.Sqrt(2 * meanReversion) * random.NextGaussian());
            var close = Math.Exp(1 + (0.8 * Math.Log(x.Close[i])) + spread);
            rows.Add(new Bar(x.CloseTimeAt(i), open, Math.Max(open, close), Math.Min(open, close), close, 1e6));
        }
        return (PortfolioMarkets.Series("YYY", x.Calendar, rows), x);
    }
}
