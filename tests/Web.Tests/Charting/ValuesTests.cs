using System.Text.Json.Nodes;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Rules.Drawing;

namespace Simulator.Tests.Web.Charting;

/// <summary>Lines of expressions: those of the rule engine, on the same times as the bars.</summary>
public sealed class ValuesTests
{
    [Theory]
    [InlineData("sma(close, 20)", 19)]
    [InlineData("rsi(14)", 14)]
    [InlineData("highest(high, 10)[1]", 10)]
    [InlineData("weekly(sma(close, 3))", 11)]
    public async Task Values_AreThoseOfTheRuleEngine_AndNothingBeforeTheFirst(string expression, int first)
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);

        var read = await server.ColumnsAsync($"series/GS/values?expression={Uri.EscapeDataString(expression)}");

        Assert.Equal(("SVL1", 0, 400, 1), (read.Letters, read.Flags, read.Count, read.Number(12)));
        Assert.Equal([expression], read.Lines);
        Assert.Equal(DrawnExpression.Compile(expression).Evaluate(new RuleMarket(series), default)[0], read[0]);
        Assert.All(read[0].Take(first), v => Assert.True(double.IsNaN(v)));
        Assert.All(read[0].Skip(first), v => Assert.False(double.IsNaN(v)));
    }

    [Fact]
    public async Task Values_OfAnIndicatorWithLines_AreThoseOnOneScale()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));

        var bands = await server.ColumnsAsync("series/GS/values?expression=bollinger(20,2)");
        var macd = await server.ColumnsAsync("series/GS/values?expression=macd()");

        Assert.Equal(["middle", "upper", "lower"], bands.Lines);
        Assert.Equal(["line", "signal", "histogram"], macd.Lines);
        Assert.Equal(3, bands.Number(12));
        Assert.True(bands[2][100] < bands[0][100] && bands[0][100] < bands[1][100]);
    }

    [Theory]
    [InlineData("sma(close, 20)", "price")]
    [InlineData("sma(close, 20) + 2 * atr(14)", "price")]
    [InlineData("rsi(14)", "below")]
    [InlineData("sma(rsi(14), 5)", "below")]
    [InlineData("volume", "below")]
    public async Task Values_SayInWhichPaneTheyBelong(string expression, string pane)
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));

        using var answer = await server.Http.GetAsync(
            new Uri($"/chart/series/GS/values?expression={Uri.EscapeDataString(expression)}", UriKind.Relative)
        );

        Assert.Equal(pane, answer.Headers.GetValues("X-Pane").Single());
    }

    [Fact]
    public async Task Values_OfJoinedBars_AreTheLast_AtTheTimesOfTheBars()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);

        var bars = await server.ColumnsAsync("series/GS/bars?points=50&interval=1w");
        var values = await server.ColumnsAsync("series/GS/values?points=50&interval=1w&expression=close");

        Assert.Equal(bars.Count, values.Count);
        Assert.Equal(bars[4], values[0]);
    }

    [Fact]
    public async Task Values_OfAnotherSymbol_AreThoseKnownThen()
    {
        var other = ChartSeries.Daily("SPY", 500);
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"), other);

        Assert.Equal(other.Close[..400], (await server.ColumnsAsync("series/GS/values?expression=SPY.close"))[0]);
        Assert.Equal(400, (await server.AnswerAsync("series/GS/values?expression=NONE.close")).Status);
    }

    [Theory]
    [InlineData("sma(clsoe, 20)", 4, "clsoe")]
    [InlineData("close +", 7, "")]
    [InlineData("close * position", 0, "only while rules run")]
    [InlineData("forecast.mean", 9, "no forecasts are available")]
    public async Task Expression_WithAnError_IsRefusedWithItsPlace(string expression, int start, string words)
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));

        var (status, text) = await server.AnswerAsync($"series/GS/values?expression={Uri.EscapeDataString(expression)}");

        var problem = JsonNode.Parse(text)!;
        Assert.Equal((400, "expression"), (status, problem["parameter"]!.GetValue<string>()));
        Assert.Equal(start, problem["errors"]![0]!["start"]!.GetValue<int>());
        Assert.Contains(words, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expression_ThatIsMissingOrTooLong_IsRefused()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var tooLong = string.Join("+", Enumerable.Repeat("close", 400));

        Assert.Contains("is missing", (await server.AnswerAsync("series/GS/values")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "the limit is 2000",
            (await server.AnswerAsync($"series/GS/values?expression={Uri.EscapeDataString(tooLong)}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Values_OfManyAtOnce_AreEachTheirOwn()
    {
        var series = ChartSeries.Minutes("BTC", new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), 20_000, MarketCalendar.Crypto);
        await using var server = await ChartServer.StartAsync(series);

        var read = await Task.WhenAll(
            Enumerable.Range(2, 12).Select(n => server.ColumnsAsync($"series/BTC/values?points=1000&expression=lowest(low,{n})"))
        );

        for (var i = 0; i < read.Length; i++)
            Assert.Equal(series.Low[^(i + 2)..].Min(), read[i][0][^1]);
    }
}
