using System.Globalization;
using Simulator.Indicators;
using Simulator.Rules.Columns;

namespace Simulator.Rules.Compilation;

/// <summary>How the columns of a rule are made.</summary>
internal static class ColumnRecipes
{
    /// <summary>The same number at every bar.</summary>
    public static ColumnNode Constant(ClockNode clock, double value) =>
        clock.Column(
            new Recipe(
                FormattableString.Invariant($"constant {BitConverter.DoubleToInt64Bits(value):x}"),
                0,
                _ => new ConstantColumn(value)
            ),
            []
        );

    /// <summary>An operation at each bar.</summary>
    public static ColumnNode Apply(ClockNode clock, Operation operation, params ReadOnlySpan<ColumnNode> inputs) =>
        clock.Column(
            new Recipe(operation.Name, 0, build => operation.Over(build.Inputs, build.History))
            {
                // The second value stands in for the first: there is one as soon as the second is there.
                ReadyBar =
                    operation == Operations.OrElse ? ready => Math.Min(ready.Inputs[0], ready.Inputs[1])
                    : operation == Operations.IsKnown ? _ => 0
                    : null,
            },
            inputs
        );

    /// <summary>The value a number of bars ago.</summary>
    public static ColumnNode Past(ClockNode clock, ColumnNode value, int bars) =>
        clock.Column(
            new Recipe(Key("past", bars), bars, build => new PastColumn(build.Inputs[0], bars, build.History)) { KeptBars = bars },
            [value]
        );

    /// <summary>Whether the first passes the second upwards.</summary>
    public static ColumnNode Cross(ClockNode clock, ColumnNode above, ColumnNode below) =>
        clock.Column(new Recipe("cross", 1, build => new CrossColumn(build.Inputs[0], build.Inputs[1], build.History)), [above, below]);

    /// <summary>Whether each of the last steps went up (sign 1) or down (sign −1).</summary>
    public static ColumnNode Rising(ClockNode clock, ColumnNode value, int bars, int sign) =>
        clock.Column(
            new Recipe(
                Key(sign > 0 ? "rising" : "falling", bars),
                bars,
                build => new RisingColumn(build.Inputs[0], bars, sign, build.History)
            ),
            [value]
        );

    /// <summary>On how many of the last bars a condition held.</summary>
    public static ColumnNode Count(ClockNode clock, ColumnNode condition, int bars) =>
        clock.Column(new Recipe(Key("count", bars), bars - 1, build => new CountColumn(build.Inputs[0], bars, build.History)), [condition]);

    /// <summary>Sum of the last known values.</summary>
    public static ColumnNode Sum(ClockNode clock, ColumnNode value, int bars) =>
        clock.Column(new Recipe(Key("sum", bars), bars - 1, build => new SumColumn(build.Inputs[0], bars, build.History)), [value]);

    /// <summary>Bars since a condition last held.</summary>
    public static ColumnNode BarsSince(ClockNode clock, ColumnNode condition) =>
        clock.Column(new Recipe("barsSince", 0, build => new BarsSinceColumn(build.Inputs[0], build.History)), [condition]);

    /// <summary>What a value was when a condition last held.</summary>
    public static ColumnNode ValueWhen(ClockNode clock, ColumnNode condition, ColumnNode value) =>
        clock.Column(
            new Recipe("valueWhen", 0, build => new ValueWhenColumn(build.Inputs[0], build.Inputs[1], build.History)),
            [condition, value]
        );

    /// <summary>A column of bars inside these.</summary>
    public static ColumnNode Link(ClockNode clock, ClockNode child, ColumnNode column)
    {
        var place = child.Link(column);
        return clock.Column(
            new Recipe(
                FormattableString.Invariant($"link {clock.Children.IndexOf(child)} {place}"),
                0,
                build => new LinkColumn(build.Run.Child(child), place, build.History)
            )
            {
                ReadyBar = ready => ready.Clock.ReadyOf(child, column),
            },
            []
        );
    }

    /// <summary>An indicator of the catalogue over its inputs; none for one of whole bars.</summary>
    /// <param name="clock">The bars.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="given">Its parameters in their order; null for one that is left to the series.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <exception cref="IndicatorParameterException">Parameters that it does not accept.</exception>
    public static ColumnNode Indicator(
        ClockNode clock,
        IndicatorDefinition indicator,
        double?[] given,
        params ReadOnlySpan<ColumnNode> inputs
    )
    {
        var values = given.Select((p, i) => p?.ToString("R", CultureInfo.InvariantCulture) ?? indicator.Parameters[i].Alternative);
        var key = $"{indicator.Name}({string.Join(',', values)})";
        var parameters = indicator.Filled(given, null);
        if (clock.Find(key, inputs) is { } known)
            return known;
        clock.Spent.SetUpSteps += indicator.SetUpSteps(parameters);
        var steps = indicator.StepsPerBar(parameters);
        clock.Spent.StepsPerBar += steps;
        if (steps > clock.Spent.Heaviest.Steps)
            clock.Spent.Heaviest = (key, steps);
        return clock.Spent.SetUpSteps > RuleLimits.SetUpSteps
            ? Constant(clock, double.NaN) // rejected by whoever asked
            : clock.Column(
                new Recipe(
                    key,
                    indicator.WarmUpBars(parameters) - 1,
                    build => Make(build, indicator, indicator.Create(indicator.Filled(given, build.Run.Bound.Clock.Series)))
                ),
                inputs
            );
    }

    /// <summary>A line of an indicator.</summary>
    public static ColumnNode Line(ClockNode clock, ColumnNode indicator, int line) =>
        clock.Column(
            new Recipe(Key("line", line), 0, build => new LineColumn((IndicatorColumn)build.Inputs[0], line)),
            [indicator],
            isLine: true
        );

    private static IndicatorColumn Make(in ColumnBuild build, IndicatorDefinition indicator, IndicatorKernel kernel)
    {
        var scales = indicator.Scales;
        var clock = build.Run.Bound.Clock;
        return kernel.Input switch
        {
            IndicatorInput.Value => new ValueIndicatorColumn(kernel, scales, build.Inputs[0], build.History),
            IndicatorInput.Pair => new PairIndicatorColumn(kernel, scales, build.Inputs[0], build.Inputs[1], build.History),
            _ => new BarIndicatorColumn(
                kernel,
                scales,
                clock.Series,
                kernel.Reads.HasFlag(IndicatorFields.Day) ? clock.Days : [],
                build.History
            ),
        };
    }

    private static string Key(string name, int number) => FormattableString.Invariant($"{name} {number}");
}
