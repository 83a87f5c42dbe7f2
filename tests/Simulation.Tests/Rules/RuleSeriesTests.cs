using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Rules.Language;

namespace Simulator.Tests.Simulation.Rules;

public sealed class RuleSeriesTests
{
    private static readonly RuleMarket s_market = RuleMarkets.Full(1100);
    private static readonly BarSeries s_bars = s_market.Target;

    /// <summary>Expressions and the same computed by hand at a bar.</summary>
    public static TheoryData<string, Func<int, double>> Formulas
    {
        get
        {
            var (open, high, low, close, volume) = (s_bars.Open, s_bars.High, s_bars.Low, s_bars.Close, s_bars.Volume);
            return new()
            {
                { "open", t => open[t] },
                { "high", t => high[t] },
                { "low", t => low[t] },
                { "close", t => close[t] },
                { "volume", t => volume[t] },
                { "hl2", t => (high[t] + low[t]) / 2 },
                { "hlc3", t => (high[t] + low[t] + close[t]) / 3 },
                { "ohlc4", t => (open[t] + high[t] + low[t] + close[t]) / 4 },
                { "close[1]", t => t < 1 ? double.NaN : close[t - 1] },
                { "close[600]", t => t < 600 ? double.NaN : close[t - 600] },
                { "(high - low)[2]", t => t < 2 ? double.NaN : high[t - 2] - low[t - 2] },
                { "(high - low)[700]", t => t < 700 ? double.NaN : high[t - 700] - low[t - 700] },
                { "close[1][2]", t => t < 3 ? double.NaN : close[t - 3] },
                { "(close[1] + close)[1]", t => t < 2 ? double.NaN : close[t - 2] + close[t - 1] },
                { "close > open", t => close[t] > open[t] ? 1 : 0 },
                { "open < close < high", t => open[t] < close[t] && close[t] < high[t] ? 1 : 0 },
                { "close > close[1] ? high : low", t => t > 0 && close[t] > close[t - 1] ? high[t] : low[t] },
                { "log(close / close[1])", t => t < 1 ? double.NaN : Math.Log(close[t] / close[t - 1]) },
                {
                    "max(high - low, abs(high - close[1]))",
                    t => t < 1 ? double.NaN : Math.Max(high[t] - low[t], Math.Abs(high[t] - close[t - 1]))
                },
                { "change(close)", t => t < 1 ? double.NaN : close[t] - close[t - 1] },
                { "change(close, 5)", t => t < 5 ? double.NaN : close[t] - close[t - 5] },
                { "highest(high, 20)", t => t < 19 ? double.NaN : high[(t - 19)..(t + 1)].Max() },
                { "lowest(low, 7)", t => t < 6 ? double.NaN : low[(t - 6)..(t + 1)].Min() },
                { "highest(close, 1)", t => close[t] },
                { "highest(high, 20)[1]", t => t < 20 ? double.NaN : high[(t - 20)..t].Max() },
                { "lowest(low, 600)", t => t < 599 ? double.NaN : low[(t - 599)..(t + 1)].Min() },
                { "sum(volume, 5)", t => t < 4 ? double.NaN : volume[(t - 4)..(t + 1)].Sum() },
                { "sma(close, 3)", t => t < 2 ? double.NaN : (close[t - 2] + close[t - 1] + close[t]) / 3 },
                { "sma(3)", t => t < 2 ? double.NaN : (close[t - 2] + close[t - 1] + close[t]) / 3 },
                { "sma(bars = 3)", t => t < 2 ? double.NaN : (close[t - 2] + close[t - 1] + close[t]) / 3 },
                { "sma(bars = 3, value = high)", t => t < 2 ? double.NaN : (high[t - 2] + high[t - 1] + high[t]) / 3 },
                { "crossesAbove(close, open)", t => t > 0 && close[t - 1] < open[t - 1] && close[t] > open[t] ? 1 : 0 },
                { "crossesBelow(close, open)", t => t > 0 && close[t - 1] > open[t - 1] && close[t] < open[t] ? 1 : 0 },
                { "crossesAbove(close, 100)", t => t > 0 && close[t - 1] < 100 && close[t] > 100 ? 1 : 0 },
                { "rising(close)", t => t > 0 && close[t] > close[t - 1] ? 1 : 0 },
                { "rising(close, 2)", t => t > 1 && close[t] > close[t - 1] && close[t - 1] > close[t - 2] ? 1 : 0 },
                { "falling(close, 2)", t => t > 1 && close[t] < close[t - 1] && close[t - 1] < close[t - 2] ? 1 : 0 },
                { "count(close > open, 4)", t => t < 3 ? double.NaN : Enumerable.Range(t - 3, 4).Count(i => close[i] > open[i]) },
                { "any(close > open, 3)", t => t >= 2 && Enumerable.Range(t - 2, 3).Any(i => close[i] > open[i]) ? 1 : 0 },
                { "all(close > open, 3)", t => t >= 2 && Enumerable.Range(t - 2, 3).All(i => close[i] > open[i]) ? 1 : 0 },
                {
                    "barsSince(close > open)",
                    t =>
                        Enumerable
                            .Range(0, t + 1)
                            .Where(i => close[i] > open[i])
                            .Select(i => (double)(t - i))
                            .DefaultIfEmpty(double.NaN)
                            .Last()
                },
                {
                    "valueWhen(close > open, low)",
                    t => Enumerable.Range(0, t + 1).Where(i => close[i] > open[i]).Select(i => low[i]).DefaultIfEmpty(double.NaN).Last()
                },
                { "dayOfWeek", t => (int)s_bars.DayAt(t).DayOfWeek },
                { "month", t => s_bars.DayAt(t).Month },
                { "hour", t => MarketCalendar.Nyse.IsHalfDay(s_bars.DayAt(t)) ? 13 : 16 },
                { "minute", _ => 0 },
                { "barOfDay", _ => 0 },
                { "year", t => s_bars.DayAt(t).Year },
                { "dayOfMonth", t => s_bars.DayAt(t).Day },
                { "forecast.mean", t => s_market.Forecast!.Mean[t] },
                { "forecast.probabilityUp", t => t < 60 ? double.NaN : s_market.Forecast!.ProbabilityOfRise[t] },
                { "forecast.q05", t => s_market.Forecast!.Quantiles[0][t] },
                { "forecast.median", t => s_market.Forecast!.Quantiles[1][t] },
                { "forecast.standardDeviation[1]", t => t < 1 ? double.NaN : s_market.Forecast!.StandardDeviation[t - 1] },
                { "SPY.close", t => Known("SPY", t, (s, i) => s.Close[i]) },
                { "symbol(\"SPY\").high", t => Known("SPY", t, (s, i) => s.High[i]) },
                { "symbol('spy', close - open)", t => Known("SPY", t, (s, i) => s.Close[i] - s.Open[i]) },
                { "SPY.change(close)", t => Known("SPY", t, (s, i) => i < 1 ? double.NaN : s.Close[i] - s.Close[i - 1]) },
                { "BTC.highest(high, 24)", t => Known("BTC", t, (s, i) => i < 23 ? double.NaN : s.High[(i - 23)..(i + 1)].Max()) },
                { "close / SPY.close", t => close[t] / Known("SPY", t, (s, i) => s.Close[i]) },
                {
                    "change(SPY.close)",
                    t => t < 1 ? double.NaN : Known("SPY", t, (s, i) => s.Close[i]) - Known("SPY", t - 1, (s, i) => s.Close[i])
                },
            };
        }
    }

    /// <summary>
    /// Every expression that the language's tables suggest: examples, names, indicators with each of their lines, other bars around them.
    /// </summary>
    public static TheoryData<string> Everything
    {
        get
        {
            var names = RuleNames.All.Where(n => n.Use == NameUse.Bars).Select(n => n.Name);
            string Call(IndicatorDefinition i) => i.Input == IndicatorInput.Pair ? $"{i.Name}(close, SPY.close)" : $"{i.Name}()";
            var indicators = IndicatorCatalogue
                .All.SelectMany(i => i.Lines.Count == 1 ? [Call(i)] : i.Lines.Select(line => $"{Call(i)}.{line}"))
                .ToArray();
            var functions = RuleFunctions
                .All.Where(f => f.Name is not ("minutes" or "hours" or "symbol" or "round" or "exp"))
                .Select(f => f.Example)
                .Where(e => !e.Contains("barsSinceExit", StringComparison.Ordinal));
            string[] others =
            [
                "symbol(\"SPY\", sma(20))",
                "exp(forecast.mean)",
                "BTC.weekly(close)",
                "symbol(\"BTC\", hours(4, rsi(14)))",
                "symbol(\"BTC\", minutes(90, high))",
                "sma(rsi(14), 5)",
                "rsi(14)[3]",
                "weekly(close[1])",
                "weekly(close)[1]",
                "weekly(symbol(\"SPY\", daily(close)))",
                "forecast.q05 < 0",
            ];
            var plain = names.Concat(indicators).Concat(functions).Concat(others).ToArray();
            return [.. plain.Concat(indicators.Where(i => !i.Contains("SPY", StringComparison.Ordinal)).Select(i => $"weekly({i})"))];
        }
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Expression_AtEveryBar_IsTheFormula(string expression, Func<int, double> formula)
    {
        var values = RuleValues.Of(expression, s_market);
        for (var t = 0; t < values.Length; t++)
            Assert.True(
                values[t].Equals(formula(t)) || Math.Abs(values[t] - formula(t)) < 1e-9 * Math.Abs(formula(t)),
                $"{expression} at {t}: {values[t]:R}, by hand {formula(t):R}"
            );
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Value_InBlocksOfAnyLength_IsTheSame(string expression)
    {
        var market = RuleMarkets.Cut(s_market, 700);
        var whole = RuleValues.Of(expression, market);
        Assert.Equal(Bits(whole), Bits(RuleValues.Of(expression, market, blockLength: 1)));
        Assert.Equal(Bits(whole), Bits(RuleValues.Of(expression, market, blockLength: 37)));
    }

    // What a rule cannot do is see what comes after the bar: cutting it off changes nothing before.
    [Theory]
    [MemberData(nameof(Everything))]
    public void Value_WithTheFutureCutOff_IsTheSame(string expression)
    {
        var whole = RuleValues.Of(expression, s_market);
        foreach (var bars in new[] { 61, 333, 512, 777 })
            Assert.Equal(Bits(whole[..bars]), Bits(RuleValues.Of(expression, RuleMarkets.Cut(s_market, bars))));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void FirstReadyBar_IsTheFirstBarWithAValue(string expression)
    {
        var values = RuleValues.Of(expression, s_market);
        var ready = RuleValues.FirstBar(expression, s_market);
        Assert.True(
            ready >= values.Length || !double.IsNaN(values[ready]) || expression.Contains("valueWhen", StringComparison.Ordinal),
            $"{expression}: no value at {ready}"
        );
        // An indicator counts as ready when all of its lines are, a choice when all of its parts are.
        if (expression.Contains("().", StringComparison.Ordinal) || expression.StartsWith("if(", StringComparison.Ordinal))
            return;
        Assert.True(
            ready == 0 || double.IsNaN(values[ready - 1]) || values[ready - 1] == 0,
            $"{expression}: a value at {ready - 1} already"
        );
    }

    [Fact]
    public void Indicator_OfTheCatalogue_IsItsKernel()
    {
        foreach (var indicator in IndicatorCatalogue.All.Where(i => i.Input != IndicatorInput.Pair))
        {
            var lines = indicator.Input == IndicatorInput.Bars ? indicator.Create().Lines(s_bars) : indicator.Create().Lines(s_bars.Close);
            for (var line = 0; line < lines.Length; line++)
                Assert.Equal(
                    Bits(lines[line]),
                    Bits(RuleValues.Of(lines.Length == 1 ? $"{indicator.Name}()" : $"{indicator.Name}().{indicator.Lines[line]}", s_market))
                );
        }
    }

    [Fact]
    public void Average_OverGaps_CountsKnownValuesAsItsKernelDoes()
    {
        var input = RuleValues.Of("if(mod(close, 3) < 1, 0/0, close)", s_market);
        var kernel = IndicatorCatalogue.Get("sma").Create(9).Lines(input)[0];
        Assert.Contains(input, double.IsNaN);
        Assert.Equal(Bits(kernel), Bits(RuleValues.Of("sma(if(mod(close, 3) < 1, 0/0, close), 9)", s_market)));
        Assert.Equal(Bits(kernel), Bits(RuleValues.Of("sma(if(mod(close, 3) < 1, 0/0, close), 9)", s_market, blockLength: 5)));
    }

    [Fact]
    public void Forecast_ByAModelThatHadSeenLater_IsUnknown()
    {
        var tape = s_market.Forecast!;
        int[] cutoff = [.. tape.Cutoff];
        cutoff[100] = 101;
        var market = new RuleMarket(s_bars, null, tape with { Cutoff = cutoff });
        Assert.True(double.IsNaN(RuleValues.Of("forecast.mean", market)[100]));
        Assert.Equal(tape.Mean[101], RuleValues.Of("forecast.mean", market)[101]);
    }

    private static double Known(string symbol, int t, Func<BarSeries, int, double> value)
    {
        var series = s_market.Find(symbol)!;
        var index = Array.FindLastIndex(series.CloseTimeTicks, time => time <= s_bars.CloseTimeTicks[t]);
        return index < 0 ? double.NaN : value(series, index);
    }

    private static long[] Bits(IEnumerable<double> values) =>
        [.. values.Select(v => double.IsNaN(v) ? long.MinValue : BitConverter.DoubleToInt64Bits(v))];
}
