using Simulator.Indicators;
using Simulator.Rules.Language;
using Simulator.Rules.Syntax;
using Simulator.Text;

namespace Simulator.Rules.Compilation;

/// <content>Calls of functions.</content>
internal sealed partial class RuleCompiler
{
    private Operand? OfCall(Scope scope, Call call)
    {
        if (RuleFunctions.Find(call.Function) is { } function)
            return OfFunction(scope, call, function);
        if (IndicatorCatalogue.Find(call.Function) is { } indicator)
            return OfIndicator(scope, call, indicator);
        Nothing(scope, call);
        var names = RuleFunctions.All.Select(f => f.Name).Concat(IndicatorCatalogue.All.Select(i => i.Name));
        return Wrong(
            scope,
            call.FunctionAt,
            RuleNames.Find(call.Function) is not null || IsOwn(call.Function)
                ? $"'{call.Function}' takes no arguments; its value some bars ago is {call.Function}[1]"
                : $"no function or indicator is called '{call.Function}'{Suggestion.Hint(call.Function, names)}"
        );
    }

    private Operand? OfFunction(Scope scope, Call call, RuleFunction function)
    {
        if (Placed(scope, call, function.Parameters, function.Signature, function.Repeats) is not { } placed)
            return null;
        var values = new Operand?[placed.Length];
        var sound = true;
        for (var i = 0; i < placed.Length; i++)
        {
            var parameter = function.Parameters[Math.Min(i, function.Parameters.Count - 1)];
            values[i] = placed[i] is { } given
                ? Argument(scope, given, parameter, function.Name)
                : new ConstantOperand(RuleType.Number, parameter.Default!.Value);
            sound &=
                values[i] is not null
                || parameter.Kind == ArgumentKind.Elsewhere
                || (parameter.Kind == ArgumentKind.Text && placed[i] is TextLiteral);
        }
        return sound ? function.Compile(new CallSite(this, scope, call, placed, values)) : null;
    }

    private Operand? Argument(Scope scope, Expression given, RuleParameter parameter, string function)
    {
        var where = $"as {parameter.Name} of {function}";
        switch (parameter.Kind)
        {
            case ArgumentKind.Elsewhere:
                return null; // compiled where it is computed
            case ArgumentKind.Text:
                return given is TextLiteral ? null : Wrong(scope, given.At, $"a quoted text is expected {where}, such as \"SPY\"");
            case ArgumentKind.Any:
                return Value(scope, given);
            case ArgumentKind.Truth:
                return Typed(scope, given, Value(scope, given), RuleType.Truth, where);
            case ArgumentKind.Number:
                return Typed(scope, given, Value(scope, given), RuleType.Number, where);
            default:
                return Fixed(scope, given, where) is { } value ? Whole(scope, given, value, where) : null;
        }
    }

    private ConstantOperand? Fixed(Scope scope, Expression given, string where)
    {
        var operand = Typed(scope, given, Value(scope, given), RuleType.Number, where);
        if (operand is null or ConstantOperand)
            return (ConstantOperand?)operand;
        Error(scope, given.At, $"the value {where} must be constant: a number, or an expression of numbers and parameters");
        return null;
    }

    private ConstantOperand? Whole(Scope scope, Expression given, ConstantOperand operand, string where)
    {
        if (operand.Value >= 1 && operand.Value <= RuleLimits.LookBackBars && operand.Value == Math.Floor(operand.Value))
            return operand;
        Error(
            scope,
            given.At,
            FormattableString.Invariant($"a whole number from 1 to {RuleLimits.LookBackBars} is expected {where}, was {operand.Value}")
        );
        return null;
    }

    /// <summary>
    /// The arguments in the order of the parameters, null where one is left out that has a default; null when they do not fit.
    /// </summary>
    private Expression?[]? Placed(Scope scope, Call call, IReadOnlyList<RuleParameter> parameters, string signature, bool repeats = false)
    {
        var placed = new Expression?[Math.Max(parameters.Count, repeats ? call.Arguments.Count : 0)];
        var sound = true;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            var place = argument.Name.Length == 0 ? i : IndexOf(parameters, argument.Name);
            var message = (argument.Name.Length, place) switch
            {
                (0, _) when i > 0 && call.Arguments[i - 1].Name.Length > 0 => "an argument without a name cannot follow one with a name",
                (0, _) when place >= placed.Length => parameters.Count == 0
                    ? $"{call.Function} takes no arguments"
                    : FormattableString.Invariant($"too many arguments: {signature}"),
                (> 0, < 0) => $"{call.Function} has no parameter '{argument.Name}'"
                    + $"{Suggestion.Hint(argument.Name, parameters.Select(p => p.Name))}: {signature}",
                _ when placed[place] is not null => $"{parameters[place].Name} of {call.Function} is given twice",
                _ => null,
            };
            if (message is null)
                placed[place] = argument.Value;
            else
                Error(scope, argument.Name.Length > 0 ? argument.NameAt : argument.Value.At, message);
            sound &= message is null;
        }
        for (var i = 0; i < parameters.Count && sound; i++)
        {
            if (placed[i] is null && parameters[i].Default is null)
            {
                Error(scope, call.FunctionAt, $"{parameters[i].Name} is missing: {signature}");
                sound = false;
            }
        }
        return sound ? placed : Nothing(scope, call);
    }

    // The arguments themselves are looked at all the same.
    private Expression?[]? Nothing(Scope scope, Call call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not TextLiteral)
                Value(scope, argument.Value);
        }
        return null;
    }

    private static int IndexOf(IReadOnlyList<RuleParameter> parameters, string name)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Name == name)
                return i;
        }
        return -1;
    }
}
