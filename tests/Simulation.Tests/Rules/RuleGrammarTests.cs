using System.Text.RegularExpressions;
using Simulator.Rules;
using Simulator.Rules.Language;

namespace Simulator.Tests.Simulation.Rules;

public sealed partial class RuleGrammarTests
{
    private static readonly RuleMarket s_market = RuleMarkets.Full(120);

    /// <summary>Expressions of numbers alone, and what they come to.</summary>
    public static TheoryData<string, double> Numbers =>
        new()
        {
            { "1", 1 },
            { "0.5", 0.5 },
            { ".5", 0.5 },
            { "1e3", 1000 },
            { "1.5e-2", 0.015 },
            { "2E+2", 200 },
            { "5%", 0.05 },
            { "0.5%", 0.005 },
            { "100%", 1 },
            { "1 + 2", 3 },
            { "1 - 2", -1 },
            { "1 - 2 - 3", -4 },
            { "1 - (2 - 3)", 2 },
            { "2 * 3", 6 },
            { "7 / 2", 3.5 },
            { "8 / 4 / 2", 1 },
            { "8 / (4 / 2)", 4 },
            { "1 + 2 * 3", 7 },
            { "(1 + 2) * 3", 9 },
            { "2 * 3 + 1", 7 },
            { "10 - 4 / 2", 8 },
            { "2 ^ 3", 8 },
            { "2 ^ 3 ^ 2", 512 },
            { "(2 ^ 3) ^ 2", 64 },
            { "-2 ^ 2", -4 },
            { "(-2) ^ 2", 4 },
            { "2 ^ -1", 0.5 },
            { "4 ^ 0.5", 2 },
            { "2 * 3 ^ 2", 18 },
            { "-3", -3 },
            { "--3", 3 },
            { "+3", 3 },
            { "- - -3", -3 },
            { "1 + -2", -1 },
            { "1 - -2", 3 },
            { "3 * -2", -6 },
            { "abs(-3)", 3 },
            { "abs(3)", 3 },
            { "sign(-2)", -1 },
            { "sign(0)", 0 },
            { "sign(7)", 1 },
            { "sqrt(9)", 3 },
            { "sqrt(-1)", double.NaN },
            { "log(1)", 0 },
            { "log(0)", double.NaN },
            { "log(-1)", double.NaN },
            { "exp(0)", 1 },
            { "exp(1000)", double.NaN },
            { "log(exp(2))", 2 },
            { "round(2.5)", 3 },
            { "round(-2.5)", -3 },
            { "round(2.4)", 2 },
            { "floor(2.9)", 2 },
            { "floor(-2.1)", -3 },
            { "ceil(2.1)", 3 },
            { "ceil(-2.9)", -2 },
            { "min(1, 2)", 1 },
            { "min(3, 2, 1)", 1 },
            { "max(1, 2)", 2 },
            { "max(1, 5, 3, 4)", 5 },
            { "min(1, 0/0)", double.NaN },
            { "max(0/0, 1)", double.NaN },
            { "mod(7, 3)", 1 },
            { "mod(-1, 5)", 4 },
            { "mod(1, -5)", -4 },
            { "mod(5, 0)", double.NaN },
            { "mod(5.5, 2)", 1.5 },
            { "clamp(5, 1, 3)", 3 },
            { "clamp(-5, 1, 3)", 1 },
            { "clamp(2, 1, 3)", 2 },
            { "clamp(2, 3, 1)", double.NaN },
            { "clamp(0/0, 1, 3)", double.NaN },
            { "1 / 0", double.NaN },
            { "-1 / 0", double.NaN },
            { "0 / 0", double.NaN },
            { "1 / 0 - 1 / 0", double.NaN },
            { "1e308 * 10", double.NaN },
            { "1e308 + 1e308", double.NaN },
            { "10 ^ 400", double.NaN },
            { "(-1) ^ 0.5", double.NaN },
            { "(0/0) ^ 0", double.NaN },
            { "1 ^ (0/0)", double.NaN },
            { "0 ^ 0", 1 },
            { "orElse(0/0, 4)", 4 },
            { "orElse(3, 4)", 3 },
            { "orElse(0/0, 0/0)", double.NaN },
            { "if(true, 1, 2)", 1 },
            { "if(false, 1, 2)", 2 },
            { "if(1 > 2, 1, 2)", 2 },
            { "true ? 1 : 2", 1 },
            { "false ? 1 : 2", 2 },
            { "false ? 1 : false ? 2 : 3", 3 },
            { "true ? false ? 1 : 2 : 3", 2 },
            { "if(0/0 > 1, 1, 2)", 2 },
            { "if(true, 1, 0/0)", 1 },
            { "1 + (true ? 1 : 2)", 2 },
            { "min(if(true, 5, 6), 7)", 5 },
            { " \t 1 \n + 1 ", 2 },
            { "((((1))))", 1 },
            { "a", 3 },
            { "a + b", 7 },
            { "a * -b", -12 },
            { "a ^ 2", 9 },
            { "round(a * 1.5)", 5 },
            { "abs(value = -3)", 3 },
            { "clamp(2, high = 1, low = 0)", 1 },
            { "min(a = 3, b = 2)", 2 },
            { "mod(b = 3, a = 7)", 1 },
            { "5[0]", 5 },
            { "5[3]", 5 },
            { "a[a]", 3 },
        };

    /// <summary>Conditions of numbers alone, and whether they hold.</summary>
    public static TheoryData<string, bool> Conditions =>
        new()
        {
            { "true", true },
            { "false", false },
            { "1 < 2", true },
            { "2 < 2", false },
            { "2 <= 2", true },
            { "3 > 2", true },
            { "2 > 2", false },
            { "2 >= 2", true },
            { "2 == 2", true },
            { "2 == 3", false },
            { "2 != 3", true },
            { "2 != 2", false },
            { "1 < 2 < 3", true },
            { "1 < 3 < 2", false },
            { "3 > 2 > 1", true },
            { "1 <= 1 < 2", true },
            { "1 < 2 > 1", true },
            { "1 == 1 == 1", true },
            { "2 == 2 == 3", false },
            { "1 < 2 < 3 < 4", true },
            { "1 < 2 < 3 < 3", false },
            { "not false", true },
            { "not true", false },
            { "not not true", true },
            { "not 1 > 2", true },
            { "true and false", false },
            { "true and true", true },
            { "true or false", true },
            { "false or false", false },
            { "false and false or true", true },
            { "true or true and false", true },
            { "(true or true) and false", false },
            { "not false and false", false },
            { "not (false and false)", true },
            { "true and not false", true },
            { "1 + 1 == 2", true },
            { "1 + 1 > 1 and 2 * 2 == 4", true },
            { "0/0 < 1", false },
            { "0/0 > 1", false },
            { "0/0 == 0/0", false },
            { "0/0 != 0/0", false },
            { "0/0 != 1", false },
            { "1 <= 0/0", false },
            { "not (0/0 > 1)", true },
            { "0 < 0/0 < 1", false },
            { "known(1)", true },
            { "known(0/0)", false },
            { "not known(1/0)", true },
            { "true == true", true },
            { "true == false", false },
            { "true != false", true },
            { "(1 > 2) == (2 > 3)", true },
            { "if(true, 1 > 2, 2 > 1)", false },
            { "true ? false : true", false },
            { "a < b", true },
            { "a == 3", true },
            { "true\nand\ntrue", true },
        };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_WithoutSeries_ComesTo(string expression, double expected) =>
        Assert.Equal([expected], RuleValues.Of(expression, s_market, parameters: [("a", 3), ("b", 4)]).Distinct());

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Condition_WithoutSeries_Holds(string expression, bool expected)
    {
        Assert.Equal([expected ? 1 : 0], RuleValues.Of(expression, s_market, parameters: [("a", 3), ("b", 4)]).Distinct());
        Assert.Equal([expected ? 1 : 0], RuleValues.Of(OnBars(expression), s_market, parameters: [("a", 3), ("b", 4)]).Distinct());
    }

    // Every entry again with its numbers made columns of the bars: constants and columns share each formula.
    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_MadeAColumn_ComesToTheSame(string expression, double expected) =>
        Assert.Equal(expected, RuleValues.Of(OnBars(expression), s_market, parameters: [("a", 3), ("b", 4)])[^1]);

    [Fact]
    public void Example_OfEveryFunction_Compiles()
    {
        foreach (var function in RuleFunctions.All)
            Assert.True(
                RuleValues.Errors(function.Example).Count == 0,
                $"{function.Name}: {string.Join('\n', RuleValues.Errors(function.Example).Select(e => e.Describe()))}"
            );
    }

    [Fact]
    public void Name_OfEveryFunctionAndIndicator_IsUnique()
    {
        var names = RuleFunctions
            .All.Select(f => f.Name)
            .Concat(RuleNames.All.Select(n => n.Name))
            .Concat(["forecast", "and", "or", "not", "true", "false"])
            .Concat(Simulator.Indicators.IndicatorCatalogue.All.Select(i => i.Name))
            .ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    // "5[3]" keeps its 3: how many bars ago is fixed.
    private static string OnBars(string expression) => NumberLiteral().Replace(expression, "($0 + 0 * close)");

    [GeneratedRegex(@"(?<![\w.])(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?%?(?!\s*\])")]
    private static partial Regex NumberLiteral();
}
