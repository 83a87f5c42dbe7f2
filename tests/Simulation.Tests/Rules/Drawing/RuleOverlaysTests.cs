using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules;
using Simulator.Rules.Drawing;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Rules.Drawing;

/// <summary>What strategies are drawn with: their own indicators, as they are compared, with the constants.</summary>
public sealed class RuleOverlaysTests
{
    [Theory]
    [InlineData("rsi(14) < 30", "rsi(14) below 30")]
    [InlineData("30 < rsi(14) < 70", "rsi(14) below 30 70")]
    [InlineData("crossesAbove(sma(fast), sma(slow))", "sma(10) price | sma(30) price")]
    [InlineData("close < bollinger(20, 2).lower", "bollinger(20, 2).lower price")]
    [InlineData("close > sma(20) + 2 * atr(14)", "sma(20) + 2 * atr(14) price")]
    [InlineData("close > highest(high, 20)[1]", "highest(high, 20)[1] price")]
    [InlineData("sma(20) > sma(20)[1]", "sma(20) price")]
    [InlineData("sma(20) > sma(close, 20)[5] and sma(20) > 5", "sma(20) price 5")]
    [InlineData("trend and close > 100", "sma(10) price | 100 price")]
    [InlineData("weekly(close > sma(fast))", "weekly(sma(10)) price")]
    [InlineData("weekly(rsi(14)) > 2 * 25", "weekly(rsi(14)) below 50")]
    [InlineData("SPY.rsi(14) > 50", "SPY.rsi(14) below 50")]
    [InlineData("close > symbol(\"SPY\", sma(5))", "symbol(\"SPY\", sma(5)) below")]
    [InlineData("sma(rsi(14), 5) > 50", "sma(rsi(14), 5) below 50")]
    [InlineData("any(crossesBelow(rsi(14), 70), 5)", "rsi(14) below 70")]
    [InlineData("count(close > ema(50), 10) >= 7", "ema(50) price")]
    [InlineData("rsi(14) - rsi(14)[5] > 10", "rsi(14) - rsi(14)[5] below 10")]
    [InlineData("close > valueWhen(barOfDay == 0, high)", "valueWhen(barOfDay == 0, high) price")]
    [InlineData("macd(12, 26, 9).line > macd(12, 26, 9).signal", "macd(12, 26, 9).line below | macd(12, 26, 9).signal below")]
    [InlineData("isFlat and unrealizedReturn < 3% and rsi(2) < 5", "rsi(2) below 5")]
    [InlineData("close > close[1] and dayOfWeek == 1", "")]
    public void Of_ACondition_IsWhatIsComparedInIt(string condition, string expected)
    {
        var document = new RuleDocument
        {
            Parameters = [new("fast", 10), new("slow", 30)],
            Let = [new("trend", "close > sma(fast)")],
            EntryLong = condition,
        };

        var overlays = RuleOverlays.Of(document);

        Assert.Equal(
            expected,
            string.Join(
                " | ",
                overlays.Select(o =>
                    string.Join(' ', [o.Expression, o.Pane.ToString().ToLowerInvariant(), .. o.Levels.Select(l => $"{l}")])
                )
            )
        );
    }

    [Fact]
    public void Of_ADocument_DrawsPricesOfOrders_EqualPartsOnce_AndNoSizes()
    {
        var document = new RuleDocument
        {
            EntryLong = "rsi(14) < 30",
            ExitLong = "rsi(close, 14) > 70",
            Limit = "sma(5)",
            StopLoss = "lowest(low, 10)",
            TakeProfit = "orderPrice + 2 * atr(14)",
            Trailing = "3 * atr(14)",
        };

        var overlays = RuleOverlays.Of(document);

        Assert.Equal(["rsi(14)", "sma(5)", "lowest(low, 10)"], overlays.Select(o => o.Expression));
        Assert.Equal([30, 70], overlays[0].Levels);
    }

    [Fact]
    public void Of_DefinitionsThatDouble_TakesNoTime()
    {
        var document = new RuleDocument
        {
            Let =
            [
                new("d0", "sma(5)"),
                .. Enumerable.Range(1, 60).Select(i => new KeyValuePair<string, string>($"d{i}", $"(d{i - 1} + d{i - 1}) / 2")),
            ],
            EntryLong = "close > d60 and rsi(14) < 30 and d3 > 5",
        };

        var overlays = RuleOverlays.Of(document);

        Assert.Contains(overlays, o => o is { Expression: "rsi(14)", Levels: [30] });
        Assert.Contains(overlays, o => o.Levels is [5]);
        Assert.All(overlays, o => Assert.InRange(o.Expression.Length, 1, 2_000));
    }

    [Fact]
    public void Overlays_OfRules_CanAllBeComputed()
    {
        var market = new RuleMarket(RuleMarkets.Daily(), [RuleMarkets.Daily("SPY", seed: 7)]);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples", "rules")))
        {
            var document = RuleDocumentJson.Read(File.ReadAllText(file)).Document!;
            foreach (var overlay in RuleOverlays.Of(document).Where(o => !o.Expression.Contains("forecast", StringComparison.Ordinal)))
                Assert.Contains(DrawnExpression.Compile(overlay.Expression).Evaluate(market, default), line => line.Any(double.IsFinite));
        }
    }

    [Fact]
    public void Strategies_ThatWatchAnIndicator_SayWhatIsDrawn()
    {
        var market = new RuleMarket(RuleMarkets.Daily(bars: 600));
        foreach (var row in NamedStrategies.All)
        {
            var overlays = row.Overlays(new Dictionary<string, string>(), null);
            var watches = row.Group is StrategyGroup.TrendFollowing or StrategyGroup.MeanReversion or StrategyGroup.ReferenceCases;
            Assert.True(watches == overlays.Count > 0, row.Name);
            foreach (var overlay in overlays)
            {
                var drawn = DrawnExpression.Compile(overlay.Expression);
                Assert.Equal(drawn.Pane, overlay.Pane);
                Assert.All(drawn.Evaluate(market, default), line => Assert.Contains(line, double.IsFinite));
            }
        }
    }

    [Theory]
    [InlineData("smaCross", "fast=5 slow=21", "sma(close, 5) | sma(close, 21)")]
    [InlineData(
        "donchianBreakout",
        "entry=20 exit=10",
        "donchian(20, 1).upper | donchian(20, 1).lower | donchian(10, 1).upper | donchian(10, 1).lower"
    )]
    [InlineData("donchianBreakout", "entry=20 exit=20", "donchian(20, 1).upper | donchian(20, 1).lower")]
    [InlineData("bollingerReversion", "bars=20 width=2.5", "bollinger(close, 20, 2.5)")]
    [InlineData("rsiReversion", "bars=9", "rsi(close, 9) 30 50 70")]
    [InlineData("zScoreReversion", "bars=30", "zScore(close, 30) -2 -0.5 0.5 2")]
    [InlineData("smaNetting", "slow=1000000", "sma(close, 24)")]
    [InlineData("smaCross", "fast=50 slow=20", "")]
    [InlineData("buyAndHold", "", "")]
    public void Overlays_OfANamedStrategy_FollowItsParameters(string name, string parameters, string expected)
    {
        var values = parameters
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(p => p.Split('=')[0], p => p.Split('=')[1], StringComparer.Ordinal);

        var overlays = NamedStrategies.Find(name)!.Overlays(values, null);

        Assert.Equal(
            expected,
            string.Join(
                " | ",
                overlays.Select(o => string.Join(' ', [o.Expression, .. o.Levels.Select(l => FormattableString.Invariant($"{l}"))]))
            )
        );
    }

    [Fact]
    public void Overlays_OfThePairStrategy_NameTheSecondSeries()
    {
        var spec = new NamedStrategySpec { Name = "zScoreReversion", Parameters = StrategyParameters.None };

        var overlay = Assert.Single(StrategyOverlays.Of(spec, new DataSpec { Target = "GS", Related = ["BRK.B", "SPY"] }));

        Assert.Equal("pairSpread(close, symbol(\"BRK.B\").close, 20).zScore", overlay.Expression);
        Assert.Equal(DrawnPane.Below, overlay.Pane);
    }

    [Fact]
    public void Donchian_IsDrawnAsTheStrategySeesIt()
    {
        var series = RuleMarkets.Daily();

        var upper = DrawnExpression.Compile("donchian(20, 1).upper").Evaluate(new RuleMarket(series), default)[0];

        for (var bar = 20; bar < series.Count; bar++)
            Assert.Equal(series.High[(bar - 20)..bar].Max(), upper[bar]);
    }
}
