using System.Diagnostics;
using System.Text;
using Simulator.Rules;

namespace Simulator.Tests.Simulation.Rules;

public sealed class RuleErrorTests
{
    /// <summary>An expression, the column of its only error, and a part of what is said.</summary>
    public static TheoryData<string, int, string> Single =>
        new()
        {
            { "colse > 1", 1, "no series, parameter or definition is called 'colse' (did you mean 'close'?)" },
            { "crossesAbove(smaa(close, 10), close)", 14, "no function or indicator is called 'smaa' (did you mean 'sma'?)" },
            { "close >", 8, "the expression ends where a value is expected" },
            { "> close", 1, "a value is expected before '>'" },
            { "close > > open", 9, "a value is expected before '>'" },
            { "(close > open", 14, "the expression ends where ')' is expected" },
            { "close > open)", 13, "')' closes nothing" },
            { "close open", 7, "an operator such as 'and', '+' or '<' is missing before 'open'" },
            { "close = open", 7, "use '==' to compare two values" },
            { "close && open > 1", 7, "'&&' is written 'and'" },
            { "close > open || true", 14, "'||' is written 'or'" },
            { "!(close > open)", 1, "'!' is written 'not'" },
            { "close ≥ open", 7, "'≥' is written '>='" },
            { "close => open", 7, "'=>' is written '>='" },
            { "close <> open", 7, "'<>' is written '!='" },
            { "close ** 2 > 1", 7, "'**' is written '^'" },
            { "close $ open", 7, "'$' is not valid here" },
            { "close > 5 % 3", 11, "2% is 0.02" },
            { "close > 10x", 11, "a number cannot be followed by 'x'" },
            { "close > 1e999", 9, "the number is too large" },
            { "close > \"open", 9, "has no closing \"" },
            { "close > \"open\"", 9, "a text is allowed only as the name of a symbol" },
            { "close[-1] > 1", 7, "[-1] is in the future" },
            { "close[0.5] > 1", 7, "whole number from 0 to 10000" },
            { "close[20000] > 1", 7, "whole number from 0 to 10000" },
            { "close[open] > 1", 7, "must be constant" },
            { "close[] > 1", 7, "a value is expected before ']'" },
            { "close[1 > 1", 12, "the expression ends where ']' is expected" },
            { "close[1 > 1] > 1", 7, "a number is expected inside '[ ]'" },
            { "entryPrice[1] > 1", 1, "only the current state of the position and the account is known" },
            { "count(isLong, 5) > 0", 7, "count looks back over bars" },
            { "sma(equity, 5) > 0", 5, "sma looks back over bars" },
            { "crossesAbove(close, entryPrice)", 21, "crossesAbove looks back over bars" },
            { "weekly(equity) > 1", 8, "it is not known on other bars" },
            { "weekly(forecast.mean) > 1", 8, "forecasts belong to the traded series" },
            { "close + (close > open) > 1", 10, "a number is expected next to '+'" },
            { "close and open > 1", 1, "a condition is expected next to 'and'" },
            { "not close", 5, "a condition is expected after 'not'" },
            { "-(close > 1) > 0", 3, "a number is expected after '-'" },
            { "if(close, 1, 2) > 1", 4, "a condition is expected as condition of if" },
            { "if(close > 1, 1, close > 2)", 1, "a choice needs two numbers or two conditions" },
            { "close > open ? 1 : true", 1, "a choice needs two numbers or two conditions" },
            { "close > 1 ? 2", 14, "the expression ends where ':' of the choice" },
            { "sma(close, 10, 3) > 1", 16, "too many arguments" },
            { "sma(close, 0) > 1", 12, "bars must be a whole number from 1 to 10000" },
            { "sma(close, 2.5) > 1", 12, "bars must be a whole number" },
            { "sma(close, close) > 1", 12, "must be constant" },
            { "sma(close, bras = 5) > 1", 12, "sma has no parameter 'bras' (did you mean 'bars'?)" },
            { "sma(bars = 5, close) > 1", 15, "an argument without a name cannot follow one with a name" },
            { "sma(close, 5, bars = 6) > 1", 15, "bars of sma is given twice" },
            { "macd(12, 26, 9) > 0", 1, "macd has several lines: choose one, macd(…).line, macd(…).signal or macd(…).histogram" },
            { "macd(12, 26, 9).sgnal > 0", 17, "macd has no line 'sgnal' (did you mean 'signal'?)" },
            { "macd(26, 12).line > 0", 6, "fast must be below slow" },
            { "macd(12,26,9).signal(1) > 0", 15, "a line has no arguments" },
            { "rsi(14).value > 50", 9, "neither comes before it" },
            { "close.open > 1", 7, "neither comes before it" },
            { "macd.signal > 0", 1, "'macd' is an indicator: macd(fast=12, slow=26, signal=9)" },
            { "sma > 1", 1, "'sma' is an indicator: sma(bars=20)" },
            { "sum > 1", 1, "'sum' is a function: sum(value, bars)" },
            { "sum(close) > 1", 1, "bars is missing: sum(value, bars)" },
            { "sum(close, 0) > 1", 12, "a whole number from 1 to 10000 is expected as bars of sum, was 0" },
            { "sum() > 1", 1, "value is missing" },
            { "highest(close, , 5) > 1", 16, "a value is expected before ','" },
            { "highest(close, 5,) > 1", 18, "an argument is missing after ','" },
            { "highest(close 5) > 1", 15, "',' or an operator is missing before '5'" },
            { "highest(close == 1 = 2, 5) > 1", 20, "only the name of an argument may precede '='" },
            { "close(1) > 1", 1, "'close' takes no arguments; its value some bars ago is close[1]" },
            { "side > 0", 1, "'side' is known only while an order is created" },
            { "SPY.colse > 1", 5, "SPY has no series 'colse' (did you mean 'close'?)" },
            { "SPY. > 1", 6, "the name of a line or series is expected after '.'" },
            { "symbol(SPY).close > 1", 8, "symbol needs a quoted name" },
            { "symbol(\"SPY\") > 1", 1, "value is missing: symbol(name, value)" },
            { "symbol(\"\", close) > 1", 1, "a symbol has 1 to 64 characters" },
            { "forcast.mean > 0", 1, "did you mean 'forecast'?" },
            { "forecast.maen > 0", 10, "a forecast has no field 'maen' (did you mean 'mean'?)" },
            { "forecast > 0", 1, "no series, parameter or definition is called 'forecast'" },
            { "forecast.q00 > 0", 10, "a forecast has no field 'q00'" },
            { "minutes(0, close) > 1", 9, "a whole number from 1 to" },
            { "minutes(2000, close) > 1", 9, "minutes needs a whole number from 1 to 1440, was 2000" },
            { "weekly(daily(monthly(hours(1, close)))) > 1", 22, "nested at most 3 deep" },
            { "close > open AND true", 14, "an operator such as 'and', '+' or '<' is missing before 'AND'" },
            { "True", 1, "'True' is written 'true'" },
            { "", 1, "is empty" },
            { "   ", 1, "is empty" },
            { "\"", 1, "has no closing" },
            { "close\n> opne", 3, "did you mean 'open'?" },
        };

    [Theory]
    [MemberData(nameof(Single))]
    public void Error_StandsUnderTheCharacter_AndSaysWhatWouldBeRight(string expression, int column, string message)
    {
        var errors = RuleProgram.Check(new RuleDocument { EntryLong = expression });
        Assert.True(errors.Count >= 1, "no error");
        Assert.True(
            errors[0].Column == column && errors[0].Message.Contains(message, StringComparison.Ordinal),
            string.Join('\n', errors.Select(e => e.Describe()))
        );
        Assert.All(errors, e => Assert.Equal("entryLong", e.Path));
    }

    [Fact]
    public void Describe_PutsCaretsUnderTheWord()
    {
        var error = Assert.Single(RuleProgram.Check(new RuleDocument { EntryLong = "close > opne and true" }));
        Assert.Equal(
            "entryLong: column 9: no series, parameter or definition is called 'opne' (did you "
                + "mean 'open'?)\n    close > opne and true\n            ^^^^",
            error.Describe()
        );
    }

    [Fact]
    public void Describe_OfALongExpression_ShowsThePlaceOnly()
    {
        var error = Assert.Single(
            RuleProgram.Check(
                new RuleDocument
                {
                    EntryLong =
                        string.Concat(Enumerable.Repeat("close > 1 and ", 40))
                        + "opne > 2"
                        + string.Concat(Enumerable.Repeat(" and close > 1", 40)),
                }
            )
        );
        var lines = error.Describe().Split('\n');
        Assert.InRange(lines[1].Length, 50, 110);
        Assert.Equal("opne", lines[1].Substring(lines[2].IndexOf('^', StringComparison.Ordinal), 4));
    }

    [Fact]
    public void Errors_OfAllMembers_AreToldAtOnce()
    {
        var errors = RuleProgram.Check(
            new RuleDocument
            {
                EntryLong = "colse > opne + sma(close, 0)",
                ExitLong = "rsi(14) >",
                StopLoss = "close - 2 * art(14)",
                Size = new RuleSize(RuleSizeKind.Fraction, "close > 1"),
                Let = [KeyValuePair.Create("unused", "hihg + 1"), KeyValuePair.Create("a", "b"), KeyValuePair.Create("b", "a")],
            }
        );
        Assert.Equal(
            ["entryLong", "entryLong", "entryLong", "exitLong", "let.b", "let.unused", "size", "stopLoss"],
            errors.Select(e => e.Path).Order(StringComparer.Ordinal)
        );
        Assert.Contains(errors, e => e.Message == "the definition of 'a' refers to itself");
    }

    [Fact]
    public void NestingAndSize_BeyondTheLimits_AreRefusedQuickly()
    {
        string[] inputs =
        [
            new string('(', 1_900) + "close" + new string(')', 1_900),
            string.Concat(Enumerable.Repeat("not ", 900)) + "true",
            new string('-', 3_900) + "1 > 0",
            string.Concat(Enumerable.Repeat("abs(", 900)) + "1",
            "1" + string.Concat(Enumerable.Repeat("+1", 1_900)) + " > 0",
            "1" + string.Concat(Enumerable.Repeat("^1", 1_900)),
            "close" + string.Concat(Enumerable.Repeat("[1]", 1_300)),
            string.Concat(Enumerable.Repeat("true?", 780)) + "1",
            string.Concat(Enumerable.Repeat("sum(", 400)) + "close",
            new string('a', 4_001),
            new string('1', 3_999),
            string.Join("+", Enumerable.Range(0, 60).Select(i => $"harmonicTrend(64, {2048 - i})")) + " > 0",
            string.Join("+", Enumerable.Range(1, 11).Select(i => $"highest(close, {10_000 - i})")) + " > 0",
            string.Concat(Enumerable.Repeat("a.", 1_900)),
            new string('?', 4_000),
            new string('"', 3_999),
            string.Join(',', Enumerable.Repeat("max(1", 600)),
        ];
        foreach (var input in inputs)
        {
            var watch = Stopwatch.StartNew();
            Assert.NotEmpty(RuleProgram.Check(new RuleDocument { EntryLong = input }));
            Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
        }
    }

    [Fact]
    public void Definitions_ThatDoubleEachOther_StaySharedOrAreRefused()
    {
        RuleDocument Doubling(string first) =>
            new()
            {
                Let =
                [
                    KeyValuePair.Create("d0", first),
                    .. Enumerable.Range(1, 60).Select(i => KeyValuePair.Create($"d{i}", $"d{i - 1} + d{i - 1}")),
                ],
                EntryLong = "d60 > 1",
            };
        Assert.Empty(RuleProgram.Check(Doubling("close"))); // 2^60 additions written, 60 made
        Assert.Contains("account operations per bar", RuleProgram.Check(Doubling("equity"))[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Definitions_NestedTooDeep_AreRefused()
    {
        var errors = RuleProgram.Check(
            new RuleDocument
            {
                Let =
                [
                    KeyValuePair.Create("d0", "close"),
                    .. Enumerable.Range(1, 99).Select(i => KeyValuePair.Create($"d{i}", $"1 + (2 + (3 + d{i - 1}))")),
                ],
                EntryLong = "d99 > 1",
            }
        );
        Assert.Contains("more than 200 levels", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clocks_BeyondTheLimit_AreRefused() =>
        Assert.Contains(
            "more than 32 other symbols",
            RuleProgram
                .Check(new RuleDocument { EntryLong = string.Join(" + ", Enumerable.Range(0, 40).Select(i => $"S{i}.close")) + " > 1" })[0]
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void ControlCharactersAndSurrogates_AreShownAsCodes()
    {
        var source = new StringBuilder("close \u0001 > 1 \ud83d\ude00").ToString();
        var errors = RuleProgram.Check(new RuleDocument { EntryLong = source });
        Assert.Contains("U+0001", errors[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', errors[0].Describe());
    }
}
