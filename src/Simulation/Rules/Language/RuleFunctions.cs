using System.Globalization;
using Simulator.Rules.Clocks;
using Simulator.Rules.Columns;
using Simulator.Rules.Compilation;
using static Simulator.Rules.Language.ArgumentKind;

namespace Simulator.Rules.Language;

/// <summary>Every function of the language except indicators, which have their own catalogue.</summary>
internal static class RuleFunctions
{
    /// <summary>Heading of the functions of numbers alone.</summary>
    public const string Numbers = "Numbers";

    private const string Conditions = "Choices and the unknown";
    private const string Bars_ = "Over bars";
    private const string Elsewhere_ = "Other timeframes and symbols";

    private static readonly Dictionary<string, RuleFunction> s_byName;

    static RuleFunctions()
    {
        All = [.. Plain(), .. Choices(), .. Windows(), .. Clocks()];
        s_byName = All.ToDictionary(f => f.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them, by group.</summary>
    public static IReadOnlyList<RuleFunction> All { get; }

    /// <summary>Headings in the order of the reference page.</summary>
    public static IEnumerable<string> Groups => All.Select(f => f.Group).Distinct();

    /// <summary>The function of a name, or null.</summary>
    public static RuleFunction? Find(string name) => s_byName.GetValueOrDefault(name);

    private static IEnumerable<RuleFunction> Plain()
    {
        yield return One("abs", "Absolute value.", "abs(close - open) > atr(14)", Operations.Absolute);
        yield return One("sign", "1, 0 or −1.", "sign(close - close[1]) == -1", Operations.Sign);
        yield return One("sqrt", "Square root; unknown for numbers below 0.", "sqrt(252) * 1%", Operations.SquareRoot);
        yield return One("log", "Natural logarithm; unknown for 0 and numbers below.", "log(close / close[1])", Operations.Logarithm);
        yield return One("exp", "e to the power of the number.", "exp(forecast.mean) * close", Operations.Exponential);
        yield return One(
            "round",
            "Rounds to the nearest whole number; halves " + "round away from zero.",
            "round(equity / close)",
            Operations.Round
        );
        yield return One("floor", "Rounds down to a whole number.", "floor(1000 / close)", Operations.Floor);
        yield return One("ceil", "Rounds up to a whole number.", "ceil(1000 / close)", Operations.Ceiling);
        yield return Two(
            "mod",
            "Remainder of a / b, with the sign of b; unknown if b is 0.",
            "mod(barOfDay, 5) == 0",
            Operations.Remainder
        );
        yield return Fold("min", "The smallest of two or more numbers.", "min(low, close[1])", Operations.Minimum);
        yield return Fold(
            "max",
            "The largest of two or more numbers.",
            "max(high - low, abs(high - close[1]), abs(low - close[1]))",
            Operations.Maximum
        );
        yield return new RuleFunction
        {
            Name = "clamp",
            Group = Numbers,
            Parameters = [new("value", Number), new("low", Number), new("high", Number)],
            Result = "number",
            Meaning = "The number, limited to the range from low to high; unknown if low is above high.",
            Example = "clamp(1% * close / atr(14), 10%, 100%)",
            Compile = site => site.Apply(Operations.Clamp, RuleType.Number, 0, 1, 2),
        };
    }

    private static IEnumerable<RuleFunction> Choices()
    {
        yield return new RuleFunction
        {
            Name = "if",
            Group = Conditions,
            Parameters = [new("condition", Truth), new("then", Any), new("otherwise", Any)],
            Result = "as its arguments",
            Meaning = "The second argument if the condition is true, else the third. `condition ? a : b` is the same.",
            Example = "if(close > sma(200), 100%, 50%)",
            Compile = site => site.Choose(0, 1, 2),
        };
        yield return new RuleFunction
        {
            Name = "known",
            Group = Conditions,
            Parameters = [new("value", Any)],
            Result = "condition",
            Meaning = "Whether the value is known. It is unknown while an indicator warms up and where a source has a gap.",
            Example = "known(volume)",
            Compile = site => site.Apply(Operations.IsKnown, RuleType.Truth, 0),
        };
        yield return new RuleFunction
        {
            Name = "orElse",
            Group = Conditions,
            Parameters = [new("value", Number), new("otherwise", Number)],
            Result = "number",
            Meaning = "The first argument if it is known, else the second.",
            Example = "orElse(barsSinceExit, 100) > 5",
            Compile = site => site.Apply(Operations.OrElse, RuleType.Number, 0, 1),
        };
    }

    private static IEnumerable<RuleFunction> Windows()
    {
        yield return Window(
            "crossesAbove",
            [new("a", Number), new("b", Number)],
            "condition",
            "Whether a was strictly below b at the previous bar and is strictly above it now.",
            "crossesAbove(sma(10), sma(20))",
            site => site.Column(RuleType.Truth, c => ColumnRecipes.Cross(c, site.ColumnOf(0), site.ColumnOf(1)))
        );
        yield return Window(
            "crossesBelow",
            [new("a", Number), new("b", Number)],
            "condition",
            "Whether a was strictly above b at the previous bar and is strictly below it now.",
            "crossesBelow(rsi(14), 70)",
            site => site.Column(RuleType.Truth, c => ColumnRecipes.Cross(c, site.ColumnOf(1), site.ColumnOf(0)))
        );
        yield return Window(
            "sum",
            [new("value", Number), new("bars", Bars)],
            "number",
            "Sum of the last known values.",
            "sum(volume, 5)",
            site => site.Column(RuleType.Number, c => ColumnRecipes.Sum(c, site.ColumnOf(0), site.Bars(1)))
        );
        yield return Window(
            "change",
            [new("value", Number), new("bars", Bars, 1)],
            "number",
            "value − value[bars].",
            "change(close, 5) > 0",
            site =>
                site.Column(
                    RuleType.Number,
                    c =>
                        ColumnRecipes.Apply(c, Operations.Subtract, site.ColumnOf(0), ColumnRecipes.Past(c, site.ColumnOf(0), site.Bars(1)))
                )
        );
        yield return Window(
            "rising",
            [new("value", Number), new("bars", Bars, 1)],
            "condition",
            "Whether the value rose at each of the last bars.",
            "rising(sma(50), 3)",
            site => site.Column(RuleType.Truth, c => ColumnRecipes.Rising(c, site.ColumnOf(0), site.Bars(1), 1))
        );
        yield return Window(
            "falling",
            [new("value", Number), new("bars", Bars, 1)],
            "condition",
            "Whether the value fell at each of the last bars.",
            "falling(close, 3)",
            site => site.Column(RuleType.Truth, c => ColumnRecipes.Rising(c, site.ColumnOf(0), site.Bars(1), -1))
        );
        yield return Window(
            "count",
            [new("condition", Truth), new("bars", Bars)],
            "number",
            "Number of the last bars, including this one, on which the condition was true.",
            "count(close > open, 10) >= 7",
            site => site.Column(RuleType.Number, c => ColumnRecipes.Count(c, site.ColumnOf(0), site.Bars(1)))
        );
        yield return Window(
            "any",
            [new("condition", Truth), new("bars", Bars)],
            "condition",
            "Whether the condition was true on at least one of the last bars.",
            "any(crossesAbove(close, sma(50)), 5)",
            site => site.Column(RuleType.Truth, c => Reached(c, site, 1))
        );
        yield return Window(
            "all",
            [new("condition", Truth), new("bars", Bars)],
            "condition",
            "Whether the condition was true on all of the last bars.",
            "all(close > sma(50), 5)",
            site => site.Column(RuleType.Truth, c => Reached(c, site, site.Bars(1)))
        );
        yield return Window(
            "barsSince",
            [new("condition", Truth)],
            "number",
            "Bars since the condition was last true, 0 if it is true now; unknown before the first time.",
            "barsSince(close > open) < 3",
            site => site.Column(RuleType.Number, c => ColumnRecipes.BarsSince(c, site.ColumnOf(0)))
        );
        yield return Window(
            "valueWhen",
            [new("condition", Truth), new("value", Number)],
            "number",
            "The value when the condition was last true; unknown before the first time.",
            "close > valueWhen(barOfDay == 0, high)",
            site => site.Column(RuleType.Number, c => ColumnRecipes.ValueWhen(c, site.ColumnOf(0), site.ColumnOf(1)))
        );
    }

    private static IEnumerable<RuleFunction> Clocks()
    {
        yield return Frame("daily", "trading days", _ => new Timeframe(TimeframeUnit.Days, 1));
        yield return Frame("weekly", "weeks, Monday to Sunday", _ => new Timeframe(TimeframeUnit.Weeks, 1));
        yield return Frame("monthly", "months", _ => new Timeframe(TimeframeUnit.Months, 1));
        yield return Counted("minutes", "close > minutes(30, sma(20))", 1_440, count => new Timeframe(TimeframeUnit.Minutes, count));
        yield return Counted("hours", "hours(4, rising(close))", 24, count => new Timeframe(TimeframeUnit.Minutes, 60 * count));
        yield return new RuleFunction
        {
            Name = "symbol",
            Group = Elsewhere_,
            Parameters = [new("name", ArgumentKind.Text), new("value", Elsewhere)],
            Result = "as its argument",
            Meaning =
                "The latest value on the bars of another symbol that is known at the close of this bar. "
                + "`symbol(\"SPY\").close` and `SPY.close` are short for `symbol(\"SPY\", close)`, `SPY.rsi(14)` for "
                + "`symbol(\"SPY\", rsi(14))`.",
            Example = "close / symbol(\"BRK.B\", sma(20)) > 1",
            Compile = site => site.Within(site.TextOf(0), null, 1),
        };
    }

    private static RuleFunction One(string name, string meaning, string example, Operation operation) =>
        new()
        {
            Name = name,
            Group = Numbers,
            Parameters = [new("value", Number)],
            Result = "number",
            Meaning = meaning,
            Example = example,
            Compile = site => site.Apply(operation, RuleType.Number, 0),
        };

    private static RuleFunction Two(string name, string meaning, string example, Operation operation) =>
        new()
        {
            Name = name,
            Group = Numbers,
            Parameters = [new("a", Number), new("b", Number)],
            Result = "number",
            Meaning = meaning,
            Example = example,
            Compile = site => site.Apply(operation, RuleType.Number, 0, 1),
        };

    private static RuleFunction Fold(string name, string meaning, string example, Operation operation) =>
        new()
        {
            Name = name,
            Group = Numbers,
            Parameters = [new("a", Number), new("b", Number)],
            Result = "number",
            Meaning = meaning,
            Example = example,
            Repeats = true,
            Compile = site => site.Fold(operation, RuleType.Number),
        };

    private static RuleFunction Window(
        string name,
        IReadOnlyList<RuleParameter> parameters,
        string result,
        string meaning,
        string example,
        Func<CallSite, Operand?> compile
    ) =>
        new()
        {
            Name = name,
            Group = Bars_,
            Parameters = parameters,
            Result = result,
            Meaning = meaning,
            Example = example,
            Compile = compile,
        };

    private static RuleFunction Frame(string name, string what, Func<int, Timeframe> frame) =>
        new()
        {
            Name = name,
            Group = Elsewhere_,
            Parameters = [new("value", Elsewhere)],
            Result = "as its argument",
            Meaning =
                $"The value on bars of {what}. A bar is used once it is complete, from its close on; until then the previous bar is used.",
            Example = $"close > {name}(sma(10))",
            Compile = site => site.Within(null, frame(1), 0),
        };

    private static RuleFunction Counted(string name, string example, int most, Func<int, Timeframe> frame) =>
        new()
        {
            Name = name,
            Group = Elsewhere_,
            Parameters = [new("count", Count), new("value", Elsewhere)],
            Result = "as its argument",
            Meaning = string.Create(
                CultureInfo.InvariantCulture,
                $"The value on bars of that many {name}, 1 … {most}, counted from midnight in "
                    + $"the market's time zone; a bar is used once it is complete."
            ),
            Example = example,
            Compile = site => site.Count(0, most) is { } count ? site.Within(null, frame(count), 1) : null,
        };

    private static ColumnNode Reached(ClockNode clock, CallSite site, int least) =>
        ColumnRecipes.Apply(
            clock,
            Operations.LessOrEqual,
            ColumnRecipes.Constant(clock, least),
            ColumnRecipes.Count(clock, site.ColumnOf(0), site.Bars(1))
        );
}
