using Simulator.Markets;
using Simulator.Robustness.Sweeps;
using Simulator.Rules;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Strategies;

namespace Simulator.Tests.Web.Searches;

/// <summary>What a page asks a search for.</summary>
public sealed class SearchRequestTests
{
    private static readonly double[] s_prices =
    [
        .. Enumerable.Range(0, 300).Select(i => 100 + (10 * Math.Sin(i / 6.0)) + (3 * Math.Sin(i * 1.7))),
    ];

    [Fact]
    public void Space_OfRangesAndAConstraint_CountsTheGrid() =>
        Assert.Equal(
            6 * 2,
            Request(
                    new()
                    {
                        ["fast"] = "5:30:5",
                        ["slow"] = "50,100",
                        ["side"] = "both",
                    },
                    ["fast<slow"]
                )
                .Space()
                .GridSize
        );

    [Theory]
    [InlineData("10", "nothing varies")]
    [InlineData("5:x:1", "is not of the form")]
    [InlineData("5.5:9.5", "no end of values")]
    [InlineData("1:1000000:1", "levels")]
    public void Space_ThatCannotBeSwept_SaysWhy(string fast, string words) =>
        Assert.Contains(
            words,
            Assert.ThrowsAny<ArgumentException>(() => Request(new() { ["fast"] = fast, ["slow"] = "30" }, []).Space()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void With_PutsTheChosenParametersIntoTheRule()
    {
        var named = SearchRequest.With(new SmaCrossStrategySpec(), [new("fast", "7"), new("slow", "21")]);
        var written = SearchRequest.With(
            new RulesStrategySpec
            {
                Rules = new RuleDocument { Parameters = [new("n", 5), new("m", 6)], EntryLong = "close > sma(n)" },
            },
            [new("n", "9")]
        );

        Assert.Equal("7", Assert.IsType<NamedStrategySpec>(named).Parameters.ByName["fast"]);
        Assert.Equal([9, 6], Assert.IsType<RulesStrategySpec>(written).Rules.Parameters.Select(p => p.Value));
    }

    [Fact]
    public void ParametersOf_EachKindOfRule_AreItsOwn()
    {
        Assert.Equal(["fast", "slow"], SearchRequest.ParametersOf(new SmaCrossStrategySpec()).Select(p => p.Key));
        Assert.Equal(
            ["entry", "exit", "side"],
            SearchRequest.ParametersOf(new NamedStrategySpec { Name = "donchianBreakout" }).Select(p => p.Key)
        );
        Assert.Empty(SearchRequest.ParametersOf(new BuyAndHoldStrategySpec()));
    }

    [Fact]
    public void Plan_OverASeriesWithADividend_ReadsThePricesThatARunReads()
    {
        var day = new DateOnly(2020, 1, 1);
        var times = Enumerable.Range(0, 300).Select(i => MarketCalendar.Crypto.CloseOf(day.AddDays(i)).Ticks).ToArray();
        var series = new BarSeries("A", times, s_prices, s_prices, s_prices, s_prices, new double[300])
        {
            Calendar = MarketCalendar.Crypto,
            Actions = [new CashDividend(day.AddDays(100), 0.1, double.NaN)],
        };
        var request = Request(new() { ["fast"] = "5:10:5", ["slow"] = "20" }, []);
        var spec = request.Spec with { Data = new DataSpec { Target = "A" } };

        Assert.Equal(0.9 * s_prices[0], (request with { Spec = spec }).Plan(new InMemorySeries([series]), 0).Setup.Series.Close[0], 1e-9);
        Assert.Equal(
            s_prices[0],
            (request with { Spec = spec with { Data = spec.Data with { Prices = PriceTreatment.Raw } } })
                .Plan(new InMemorySeries([series]), 0)
                .Setup.Series.Close[0]
        );
    }

    [Fact]
    public void Plan_OfRules_RunsEveryChoiceBitForBitAsCompiledAnew()
    {
        var series = new BarSeries(
            "A",
            [.. Enumerable.Range(1, 300).Select(i => (long)i * TimeSpan.TicksPerDay)],
            s_prices,
            s_prices,
            s_prices,
            s_prices,
            new double[300]
        )
        {
            Calendar = MarketCalendar.Crypto,
        };
        var rules = new RuleDocument
        {
            Parameters = [new("n", 5), new("level", 30)],
            EntryLong = "crossesAbove(rsi(n), level)",
            ExitLong = "rsi(n) > 100 - level",
        };
        var request = new SearchRequest(
            new SimulationSpec
            {
                Data = new DataSpec { Target = "A" },
                Strategy = new RulesStrategySpec { Rules = rules },
            },
            new Dictionary<string, string> { ["n"] = "2:8:2", ["level"] = "40" },
            [],
            "sharpe",
            new SweepSearch()
        );
        var plan = request.Plan(new InMemorySeries([series]), 0);
        var sweep = Sweep.Run(plan, TimeProvider.System);
        Assert.Equal(4, sweep.Best.Count);
        foreach (var run in sweep.Best)
        {
            var anew = plan.Setup.Run(
                RuleProgram
                    .Compile(rules.With(new Dictionary<string, double> { ["n"] = run.Parameters.Number("n"), ["level"] = 40 }))
                    .Bind(new RuleMarket(series))
            );
            Assert.True(anew.Trades.Count > 2);
            Assert.Equal((anew.TradeHash, anew.Equity[^1]), (Sweep.CurveOf(plan, run.Parameters).TradeHash, run.Figures["finalEquity"]));
        }
    }

    [Fact]
    public void Json_OfEveryMethod_ComesBackAsItWas()
    {
        foreach (
            var method in new SearchMethod[]
            {
                new SweepSearch(),
                new WalkForwardSearch
                {
                    TrainBars = 200,
                    TestBars = 50,
                    Anchored = true,
                    PurgeBars = 2,
                    EmbargoBars = 3,
                },
                new CrossValidationSearch
                {
                    Groups = 8,
                    TestGroups = 3,
                    PurgePeriods = 4,
                    EmbargoPeriods = 5,
                },
            }
        )
        {
            var request = Request(new() { ["fast"] = "5:30:5", ["slow"] = "50" }, ["fast<slow"]) with { Method = method };
            var read = SearchRequest.FromJson(request.ToJson())!;
            Assert.Equal((method, request.ToJson()), (read.Method, read.ToJson()));
        }
        Assert.Null(SearchRequest.FromJson("""{ "method": { "kind": "astrology" } }"""));
    }

    [Fact]
    public void Title_SaysRuleSeriesAndWhatVaries() =>
        Assert.Equal("Moving-average cross on A: fast 5:30:5", Request(new() { ["fast"] = "5:30:5", ["slow"] = "50" }, []).Title);

    private static SearchRequest Request(Dictionary<string, string> values, string[] where) =>
        new(
            new SimulationSpec
            {
                Data = new DataSpec { Target = "A" },
                Strategy = new NamedStrategySpec { Name = "smaCross" },
            },
            values,
            where,
            "sharpe",
            new SweepSearch()
        );
}
