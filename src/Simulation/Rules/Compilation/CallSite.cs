using Simulator.Rules.Clocks;
using Simulator.Rules.Columns;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Compilation;

/// <summary>A call whose arguments are sound and stand in the order of the function's parameters; repeated ones follow.</summary>
internal sealed class CallSite(
    RuleCompiler compiler,
    Scope scope,
    Call call,
    IReadOnlyList<Expression?> expressions,
    IReadOnlyList<Operand?> values
)
{
    /// <summary>A number of bars.</summary>
    public int Bars(int argument) => (int)((ConstantOperand)values[argument]!).Value;

    /// <summary>A constant whole number from 1 to a limit; null, with an error, if it is not.</summary>
    public int? Count(int argument, int most)
    {
        var value = ((ConstantOperand)values[argument]!).Value;
        if (value <= most)
            return (int)value;
        compiler.Error(
            scope,
            expressions[argument]!.At,
            FormattableString.Invariant($"{call.Function} needs a whole number from 1 to {most}, was {value}")
        );
        return null;
    }

    /// <summary>A quoted text.</summary>
    public string TextOf(int argument) => ((TextLiteral)expressions[argument]!).Text;

    /// <summary>A column of an argument.</summary>
    public ColumnNode ColumnOf(int argument) => RuleCompiler.ColumnOf(scope.Clock, values[argument]!);

    /// <summary>An operation of arguments.</summary>
    public Operand? Apply(Operation operation, RuleType type, params ReadOnlySpan<int> arguments)
    {
        var operands = new Operand[arguments.Length];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = values[arguments[i]]!;
        return compiler.Apply(scope, call.At, operation, type, operands);
    }

    /// <summary>An operation of two, over all arguments from the first on.</summary>
    public Operand? Fold(Operation operation, RuleType type)
    {
        var result = values[0];
        for (var i = 1; i < values.Count && result is not null; i++)
            result = compiler.Apply(scope, call.At, operation, type, result, values[i]!);
        return result;
    }

    /// <summary>A choice between two arguments of one type.</summary>
    public Operand? Choose(int condition, int then, int otherwise) =>
        compiler.Choose(scope, call.At, values[condition]!, values[then]!, values[otherwise]!);

    /// <summary>A column that looks back over bars; the account is not known over bars.</summary>
    public Operand? Column(RuleType type, Func<ClockNode, ColumnNode> make)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not AccountOperand)
                continue;
            compiler.Error(
                scope,
                expressions[i]!.At,
                $"{call.Function} looks back over bars, but only the current state of the position and the account is known"
            );
            return null;
        }
        return compiler.Made(scope, call.At, type, make);
    }

    /// <summary>An argument computed on other bars.</summary>
    public Operand? Within(string? symbol, Timeframe? frame, int argument) =>
        compiler.Within(scope, call.FunctionAt, symbol, frame, expressions[argument]!);
}
