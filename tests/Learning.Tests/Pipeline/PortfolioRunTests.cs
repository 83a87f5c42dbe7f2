using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Portfolios;
using Simulator.Portfolios.Methods;
using Simulator.Portfolios.Rebalancing;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;
using Simulator.Strategies;

namespace Simulator.Tests.Learning.Pipeline;

public sealed class PortfolioRunTests : IDisposable
{
    private static readonly BarSeries[] s_assets = [Walk("AAA", 1), Walk("BBB", 2), Walk("CCC", 3)];

    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Rebalanced =>
        [.. PortfolioMethods.All.Where(m => m is { IsRebalanced: true, TakesWeights: false }).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Rebalanced))]
    public void Run_OfAMethod_IsTheEnginesRunOverTheTestPart(string method)
    {
        var result = Run(Spec(new PortfolioStrategySpec { Method = method }));

        var ticks = s_assets[0].CloseTimeTicks;
        var engine = PortfolioEngine.Run(
            [.. s_assets.Select(s => new PortfolioAsset(s))],
            PortfolioMethods.Get(method).Create(StrategyParameters.None.ByName, new RebalanceRule.Monthly()),
            new ExecutionSpec(),
            new CapitalSpec(),
            new PortfolioOptions { Start = new DateTime(ticks[80], DateTimeKind.Utc) }
        );
        var account = result.Report.Accounts[0];
        Assert.Equal([StageName.Data, StageName.Backtest, StageName.Evaluation, StageName.Report], result.Stages.Select(s => s.Stage));
        Assert.Equal(engine.Account.TradeHash, account.TradeHash);
        Assert.Equal(engine.Equity[^1], account.Equity[^1]);
        Assert.Equal(engine.TurnoverPerYear, account.Statistics["turnover"], 1e-9);
        Assert.All(result.Report.Honesty.Checks, c => Assert.True(c.Passed, c.Detail));
        Assert.Contains(result.Report.Honesty.Checks, c => c.Name.StartsWith("Decisions do not change", StringComparison.Ordinal));
    }

    [Fact]
    public void Report_OfAPortfolio_AddsUpByAsset()
    {
        var result = Run(
            Spec(
                new PortfolioStrategySpec
                {
                    Method = "weights",
                    Weights = new StrategyParameters([new("AAA", "0.5"), new("bbb", "0.3")]),
                    Rebalance = "drift:0.02",
                }
            )
        );

        var (portfolio, account) = (result.Report.Portfolio!, result.Report.Accounts[0]);
        Assert.Equal(["AAA", "BBB", "CCC"], portfolio.Assets.Select(a => a.Symbol));
        Assert.Equal(account.Equity[^1] - 100_000, portfolio.Assets.Sum(a => a.ProfitLoss) - portfolio.FinancingCost, 1e-6);
        Assert.Equal(account.Equity[^1], portfolio.Cash + portfolio.Assets.Sum(a => a.Value), 1e-6);
        Assert.InRange(portfolio.Assets[0].MeanWeight, 0.45, 0.55);
        Assert.Equal(0, portfolio.Assets[2].TradedValue);
        Assert.All(portfolio.Assets, a => Assert.Equal(result.Report.Prices.Times.Length, a.Weights.Length));
        Assert.All(result.Report.Trades, t => Assert.Contains(t.Symbol, new[] { "AAA", "BBB" }));
        Assert.True(double.IsNaN(result.Report.Analysis!.AllTrades!.AdverseExcursion));
        Assert.Null(result.Report.Robustness!.Entries);
        Assert.Equal((0, 0.0), (result.Report.Robustness.Fills!.Candidates, result.Report.Robustness.Fills.HalfWidth));
    }

    [Fact]
    public void Run_Twice_HasTheSameHashes_AndAnotherScheduleHasOthers()
    {
        var spec = Spec(new PortfolioStrategySpec { Method = "hrp" });
        var (first, second) = (Run(spec), Run(spec));
        var other = Run(Spec(new PortfolioStrategySpec { Method = "hrp", Rebalance = "weekly" }));

        Assert.Equal(first.ResultHash, second.ResultHash);
        Assert.NotEqual(first.ResultHash, other.ResultHash);
        Assert.Equal(
            Run(spec with { Data = spec.Data with { Related = ["CCC", "BBB"] } }).Report.Accounts[0].TradeHash,
            first.Report.Accounts[0].TradeHash
        );
    }

    [Fact]
    public void Baseline_IsTheAssetsHeldUnderTheSameCosts_OrTheBenchmark()
    {
        var equal = Run(Spec(new PortfolioStrategySpec { Method = "equal", Rebalance = "never" })).Report;
        var against = Run(Spec(new PortfolioStrategySpec { Method = "hrp", Benchmark = "bbb" })).Report;

        Assert.Equal(["equal weights", "cash"], equal.Accounts.Select(a => a.Name));
        var bars = s_assets[1];
        var held = against.Accounts[1];
        Assert.Equal("buy and hold", held.Name);
        Assert.Equal("BBB", against.Portfolio!.Benchmark);
        Assert.Equal(bars.Close[^1] / bars.Open[80], held.Equity[^1] / 100_000, 0.01);
    }

    [Fact]
    public void Run_OfAPair_TradesTheTargetAgainstTheRelatedOne()
    {
        var spec = Spec(
            new PortfolioStrategySpec
            {
                Method = "pairs",
                Parameters = new StrategyParameters([new("window", "40"), new("maxPValue", "1")]),
            }
        );
        var result = Run(
            spec with
            {
                Data = new DataSpec { Target = "CCC", Related = ["AAA"] },
            }
        );

        Assert.Equal(["AAA", "CCC"], result.Report.Portfolio!.Assets.Select(a => a.Symbol));
        Assert.Contains(result.Report.Trades, t => t.Size < 0);
    }

    [Fact]
    public void Run_InTwoCurrencies_ConvertsAtTheRateSeries()
    {
        var rates = Walk("EURUSD", 9, from: new DateOnly(2014, 12, 1));
        var spec = Spec(
            new PortfolioStrategySpec
            {
                Method = "equal",
                Quoted = new StrategyParameters([new("BBB", "EUR")]),
                Rates = ["EURUSD"],
            }
        ) with
        {
            Data = new DataSpec { Target = "AAA", Related = ["BBB", "EURUSD"] },
        };

        var result = Run(spec, [.. s_assets, rates]);

        Assert.Equal(["AAA", "BBB"], result.Report.Portfolio!.Assets.Select(a => a.Symbol));
        Assert.Equal(["AAA", "BBB", "EURUSD"], result.Data.Select(d => d.Symbol));
        var missing = Assert.Throws<SimulationException>(() =>
            Run(
                spec with
                {
                    Strategy = new PortfolioStrategySpec
                    {
                        Method = "equal",
                        Quoted = new StrategyParameters([new("BBB", "GBP")]),
                        Rates = ["EURUSD"],
                    },
                },
                [.. s_assets, rates]
            )
        );
        Assert.Contains("no exchange rates lead from one to the other", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfAssetsWithActions_SplitsPositionsAndPaysDividends_OrTakesAdjustedPrices()
    {
        var (ticks, at) = (s_assets[1].CloseTimeTicks, 200);
        var day = DateOnly.FromDateTime(new DateTime(ticks[at - 1], DateTimeKind.Utc).AddTicks(-1));
        double[] Halved(double[] prices) => [.. prices.Select((p, i) => i < at ? p : p / 2)];
        var split = new BarSeries(
            "BBB",
            ticks,
            Halved(s_assets[1].Open),
            Halved(s_assets[1].High),
            Halved(s_assets[1].Low),
            Halved(s_assets[1].Close),
            s_assets[1].Volume
        )
        {
            Calendar = MarketCalendar.Crypto,
            Actions = [new Split(day, 2), new CashDividend(day.AddDays(50), 0.02, double.NaN)],
        };
        var spec = Spec(new PortfolioStrategySpec { Method = "equal", Rebalance = "never" }) with
        {
            Execution = new ExecutionSpec { FractionalUnits = true },
        };
        BarSeries[] assets = [s_assets[0], split, s_assets[2]];

        var asTraded = Run(spec, assets).Report;
        var adjusted = Run(spec with { Data = spec.Data with { Prices = PriceTreatment.SplitAdjusted } }, assets).Report;
        var raw = Run(spec with { Data = spec.Data with { Prices = PriceTreatment.Raw } }, assets).Report;

        var (paid, unpaid) = (asTraded.Portfolio!.Assets[1], adjusted.Portfolio!.Assets[1]);
        Assert.True(paid.Dividends > 0);
        Assert.Equal(paid.ProfitLoss, unpaid.ProfitLoss + paid.Dividends, 1e-6);
        Assert.Equal(0, unpaid.Dividends);
        Assert.True(raw.Portfolio!.Assets[1].ProfitLoss < unpaid.ProfitLoss - 10_000);
        Assert.All(asTraded.Honesty.Checks, c => Assert.True(c.Passed, c.Detail));
    }

    [Fact]
    public void Run_OfARuleOverASeriesWithActions_SeesAdjustedPrices_AndSaysSo()
    {
        var spec = new SimulationSpec
        {
            Data = new DataSpec { Target = "AAA" },
            Strategy = new BuyAndHoldStrategySpec(),
        };
        var day = DateOnly.FromDateTime(new DateTime(s_assets[0].CloseTimeTicks[300], DateTimeKind.Utc).AddTicks(-1));
        var series = s_assets[0].WithActions([new CashDividend(day, 0.1, double.NaN)]);

        var (with, without) = (
            Run(spec, [series]).Report,
            Run(spec with { Data = spec.Data with { Prices = PriceTreatment.Raw } }, [series]).Report
        );

        Assert.Equal(
            1 / 0.9,
            (1 + with.Accounts[0].Statistics["returnFraction"]) / (1 + without.Accounts[0].Statistics["returnFraction"]),
            0.005
        );
        Assert.Contains(
            with.Honesty.Notes,
            n => n.StartsWith("Prices of AAA are adjusted for splits and dividends", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(without.Honesty.Notes, n => n.Contains("adjusted", StringComparison.Ordinal));
        Assert.Contains(
            "data.prices: asTraded is for portfolios",
            SpecJson.Parse(SpecJson.Write(spec with { Data = spec.Data with { Prices = PriceTreatment.AsTraded } })).Errors[0].ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Run_OverWhatIsNoPrice_OrNotThere_IsNamed()
    {
        var yield = new BarSeries(
            "YIELD",
            s_assets[0].CloseTimeTicks,
            s_assets[0].Close,
            s_assets[0].Close,
            s_assets[0].Close,
            s_assets[0].Close,
            s_assets[0].Volume
        )
        {
            Calendar = MarketCalendar.Crypto,
            Kind = SeriesKind.Rate,
        };
        var spec = Spec(new PortfolioStrategySpec { Method = "equal" }) with
        {
            Data = new DataSpec { Target = "AAA", Related = ["YIELD"] },
        };

        Assert.Contains(
            "data.related[0]: YIELD is a rate, not a price",
            Assert.Throws<SimulationException>(() => Run(spec, [.. s_assets, yield])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "data.related[0]: no series 'NOPE'",
            Assert
                .Throws<SimulationException>(() =>
                    Run(
                        spec with
                        {
                            Data = new DataSpec { Target = "AAA", Related = ["NOPE"] },
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static SimulationSpec Spec(PortfolioStrategySpec portfolio) =>
        new()
        {
            Data = new DataSpec { Target = "AAA", Related = ["BBB", "CCC"] },
            Split = new SplitSpec { TrainFraction = 0.2, ValidationFraction = 0 },
            Strategy = portfolio,
        };

    private SimulationResult Run(SimulationSpec spec, BarSeries[]? series = null) =>
        new SimulationPipeline(new FileArtifactStore(new DataFolder(_folder)), TimeProvider.System).Run(
            SpecJson.Parse(SpecJson.Write(spec)).Spec!,
            new InMemorySeries(series ?? s_assets),
            new RunOptions("cpu"),
            _ => { },
            CancellationToken.None
        );

    private static BarSeries Walk(string symbol, ulong seed, DateOnly? from = null)
    {
        var (random, day) = (new SplitMix64(seed), from ?? new DateOnly(2015, 1, 2));
        const int n = 400;
        var (open, close, times) = (new double[n], new double[n], new long[n]);
        for (var i = 0; i < n; i++, day = day.AddDays(1))
        {
            open[i] = i == 0 ? 100 : close[i - 1];
            close[i] = open[i] * Math.Exp(0.01 * random.NextGaussian());
            times[i] = MarketCalendar.Crypto.CloseOf(day).Ticks;
        }
        return new BarSeries(symbol, times, open, [.. open.Zip(close, Math.Max)], [.. open.Zip(close, Math.Min)], close, new double[n])
        {
            Calendar = MarketCalendar.Crypto,
        };
    }
}
