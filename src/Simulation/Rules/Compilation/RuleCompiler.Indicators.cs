using Simulator.Indicators;
using Simulator.Rules.Language;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Compilation;

/// <content>Calls of indicators.</content>
internal sealed partial class RuleCompiler
{
    private const int FixedParts = 200;

    private static readonly RuleParameter s_value = new("value", ArgumentKind.Number);
    private static readonly RuleParameter s_first = new("first", ArgumentKind.Number);
    private static readonly RuleParameter s_second = new("second", ArgumentKind.Number);

    // The input of an indicator of one number may be left out: sma(20) is sma(close, 20). A fixed first argument is its first parameter.
    private Operand? OfIndicator(Scope scope, Call call, IndicatorDefinition indicator)
    {
        var isCloseMeant =
            indicator.Input == IndicatorInput.Value
            && !call.Arguments.Any(a => a.Name == s_value.Name)
            && (call.Arguments is not [{ Name: "" } first, ..] || IsFixed(first.Value));
        RuleParameter[] inputs = indicator.Input switch
        {
            IndicatorInput.Pair => [s_first, s_second],
            IndicatorInput.Value when !isCloseMeant => [s_value],
            _ => [],
        };
        RuleParameter[] parameters =
        [
            .. inputs,
            .. indicator.Parameters.Select(p => new RuleParameter(p.Name, ArgumentKind.Number, p.Default)),
        ];
        if (Placed(scope, call, parameters, SignatureOf(indicator)) is not { } placed)
            return null;
        var columns = new List<ColumnNode>();
        for (var i = 0; i < inputs.Length; i++)
        {
            if (InputOf(scope, call, placed[i]!, inputs[i]) is { } column)
                columns.Add(column);
        }
        if (isCloseMeant)
            columns.Add(RuleNames.Source(scope.Clock, "close"));
        var values = FixedValues(scope, indicator, placed.AsSpan(inputs.Length));
        return columns.Count < inputs.Length || values is null
            ? null
            : Made(scope, call, indicator, values, [.. columns], placed[inputs.Length..]);
    }

    /// <summary>How an indicator is written, its inputs included.</summary>
    internal static string SignatureOf(IndicatorDefinition indicator)
    {
        var inputs = indicator.Input switch
        {
            IndicatorInput.Pair => "first, second",
            IndicatorInput.Value => "value = close",
            _ => "",
        };
        var parameters = indicator.Signature[(indicator.Name.Length + 1)..^1];
        return $"{indicator.Name}({inputs}{(inputs.Length > 0 && parameters.Length > 0 ? ", " : "")}{parameters})";
    }

    private ColumnNode? InputOf(Scope scope, Call call, Expression given, RuleParameter parameter)
    {
        var operand = Typed(scope, given, Value(scope, given), RuleType.Number, $"as {parameter.Name} of {call.Function}");
        if (operand is AccountOperand)
            Error(
                scope,
                given.At,
                $"{call.Function} looks back over bars, but only the current state of the position and the account is known"
            );
        return operand is null or AccountOperand ? null : ColumnOf(scope.Clock, operand);
    }

    // Null stands for what is left to the series.
    private double?[]? FixedValues(Scope scope, IndicatorDefinition indicator, ReadOnlySpan<Expression?> placed)
    {
        var values = new double?[placed.Length];
        var sound = true;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = indicator.Parameters[i];
            values[i] = parameter.Alternative is null ? parameter.Default : null;
            if (
                placed[i] is not { } given
                || (
                    given is Name name
                    && name.Text == parameter.Alternative
                    && !definitions.ContainsKey(name.Text)
                    && !parameters.ContainsKey(name.Text)
                )
            )
                continue;
            var value = Fixed(scope, given, $"as {parameter.Name} of {indicator.Name}");
            (values[i], sound) = (value?.Value ?? 0, sound && value is not null);
        }
        return sound ? values : null;
    }

    private Operand? Made(Scope scope, Call call, IndicatorDefinition indicator, double?[] values, ColumnNode[] inputs, Expression?[] given)
    {
        try
        {
            var operand = Made(scope, call.At, RuleType.Number, clock => ColumnRecipes.Indicator(clock, indicator, values, inputs));
            return operand is not ColumnOperand column || indicator.Lines.Count == 1
                ? operand
                : new LinesOperand(
                    indicator.Name,
                    indicator.Lines,
                    line => Made(scope, call.At, RuleType.Number, clock => ColumnRecipes.Line(clock, column.Node, line))
                );
        }
        catch (IndicatorParameterException e)
        {
            var at = indicator.Parameters.Select((p, i) => p.Name == e.Parameter ? given[i]?.At : null).FirstOrDefault(a => a is not null);
            return Wrong(scope, at ?? call.FunctionAt, e.Message);
        }
    }

    /// <summary>Whether an expression is constant, judged from its text.</summary>
    private bool IsFixed(Expression body)
    {
        var parts = 0;
        return Look(body);

        bool Look(Expression part) =>
            ++parts <= FixedParts
            && part switch
            {
                Literal { IsTruth: false } => true,
                Name name => definitions.TryGetValue(name.Text, out var definition)
                    ? Look(definition.Body)
                    : parameters.ContainsKey(name.Text),
                Unary unary => Look(unary.Operand),
                Binary binary => Look(binary.Left) && Look(binary.Right),
                Choice choice => Look(choice.Then) && Look(choice.Otherwise),
                Call call => RuleFunctions.Find(call.Function) is { Group: RuleFunctions.Numbers }
                    && call.Arguments.All(a => Look(a.Value)),
                _ => false,
            };
    }
}
