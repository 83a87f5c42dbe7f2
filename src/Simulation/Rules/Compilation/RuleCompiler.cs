using System.Globalization;
using Simulator.Rules.Columns;
using Simulator.Rules.Language;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Compilation;

/// <summary>
/// Gives every part of a rule its meaning: types, names, calls, the bars that it is computed on. Equal parts come out as one column.
/// An error is reported at its place; everything that does not depend on it is still checked.
/// </summary>
internal sealed partial class RuleCompiler(
    IReadOnlyDictionary<string, double> parameters,
    IReadOnlyDictionary<string, (RuleText Text, Expression Body)> definitions,
    RuleErrors errors
)
{
    private readonly Dictionary<(string Name, ClockNode Clock, NameUse Use), Operand?> _defined = [];
    private readonly HashSet<string> _beingDefined = new(StringComparer.Ordinal);
    private readonly List<ForecastField> _forecasts = [];
    private int _depth;
    private bool _tooLarge;

    /// <summary>The bars of the traded series.</summary>
    public ClockNode Root { get; } = ClockNode.Root();

    /// <summary>Forecast fields that are asked for.</summary>
    public IReadOnlyList<ForecastField> Forecasts => _forecasts;

    /// <summary>Whether <c>drawdown</c> is asked for.</summary>
    public bool UsesDrawdown { get; private set; }

    /// <summary>Columns that functions of the account read.</summary>
    public HashSet<ColumnNode> ReadByAccount { get; } = [];

    /// <summary>Compiles an expression of the traded series' bars that returns a type.</summary>
    /// <returns>The operand; null when something is wrong with it, which is reported.</returns>
    public Operand? Compile(RuleText text, Expression body, RuleType type, NameUse use)
    {
        var scope = new Scope(Root, text, use);
        return Typed(scope, body, Value(scope, body), type, "here");
    }

    /// <summary>Compiles an expression of the traded series' bars of any type, an indicator with several lines included.</summary>
    /// <returns>The operand; null when something is wrong with it, which is reported.</returns>
    public Operand? Compile(RuleText text, Expression body) => Meaning(new Scope(Root, text, NameUse.Bars), body);

    /// <summary>Compiles the definitions that nothing has used, for what is wrong in them.</summary>
    public void CompileUnused()
    {
        foreach (var (name, (_, body)) in definitions)
        {
            if (!_defined.Keys.Any(k => k.Name == name))
                Defined(name, new Scope(Root, definitions[name].Text, NameUse.Size), body.At);
        }
    }

    /// <summary>A column of an operand that does not depend on the account.</summary>
    public static ColumnNode ColumnOf(ClockNode clock, Operand operand) =>
        operand is ColumnOperand column ? column.Node : ColumnRecipes.Constant(clock, ((ConstantOperand)operand).Value);

    /// <summary>An operand as a function of the account.</summary>
    public AccountFunction FunctionOf(Operand operand)
    {
        switch (operand)
        {
            case ConstantOperand { Value: var value }:
                return _ => value;
            case ColumnOperand { Node: var node }:
                ReadByAccount.Add(node);
                var index = node.Index;
                return account => account.ValueOf(index);
            default:
                return ((AccountOperand)operand).Function;
        }
    }

    /// <summary>Reports an error.</summary>
    public void Error(Scope scope, Extent at, string message) => errors.Add(scope.Text, at, message);

    /// <summary>An operation of sound operands.</summary>
    public Operand? Apply(Scope scope, Extent at, Operation operation, RuleType type, params Operand[] operands)
    {
        if (operands.All(o => o is ConstantOperand))
            return new ConstantOperand(type, operation.Of(Constant(operands, 0), Constant(operands, 1), Constant(operands, 2)));
        return operands.Any(o => o is AccountOperand)
            ? OfAccount(scope, at, operation, type, operands)
            : Made(scope, at, type, clock => ColumnRecipes.Apply(clock, operation, [.. operands.Select(o => ColumnOf(clock, o))]));
    }

    /// <summary>A choice between operands of one type.</summary>
    public Operand? Choose(Scope scope, Extent at, Operand condition, Operand then, Operand otherwise)
    {
        if (then.Type == otherwise.Type)
            return condition is ConstantOperand { Value: var fix }
                ? fix == 1
                    ? then
                    : otherwise
                : Apply(scope, at, Operations.Choose, then.Type, condition, then, otherwise);
        Error(scope, at, "a choice needs two numbers or two conditions, not one of each");
        return null;
    }

    /// <summary>A column, unless the rule has become too large.</summary>
    public Operand? Made(Scope scope, Extent at, RuleType type, Func<ClockNode, ColumnNode> make)
    {
        if (_tooLarge)
            return null;
        var node = make(scope.Clock);
        var spent = scope.Clock.Spent;
        _tooLarge =
            spent.Columns > RuleLimits.Columns
            || spent.LookBackBars > RuleLimits.TotalLookBackBars
            || spent.SetUpSteps > RuleLimits.SetUpSteps
            || spent.StepsPerBar > RuleLimits.StepsPerBar;
        if (!_tooLarge)
            return new ColumnOperand(type, node);
        Error(
            scope,
            at,
            spent.Columns > RuleLimits.Columns
                    ? FormattableString.Invariant($"the rule has more than {RuleLimits.Columns} different parts from here on")
                : spent.StepsPerBar > RuleLimits.StepsPerBar
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"from here on the indicators of the rule need more than "
                            + $"{RuleLimits.StepsPerBar:N0} steps per bar; the largest is {spent.Heaviest.Name} "
                            + $"with {spent.Heaviest.Steps:N0}: use fewer indicators or shorter windows"
                    )
                : spent.SetUpSteps > RuleLimits.SetUpSteps
                    ? "from here on the indicators of the rule take too long to set up: use fewer or smaller ones"
                : FormattableString.Invariant(
                    $"from here on the parts of the rule together look back over more than {RuleLimits.TotalLookBackBars} bars"
                )
        );
        return null;
    }

    private AccountOperand? OfAccount(Scope scope, Extent at, Operation operation, RuleType type, Operand[] operands)
    {
        var operations = 1L;
        foreach (var operand in operands)
            operations += operand is AccountOperand account ? account.Operations : 1;
        if (operations > RuleLimits.AccountOperations)
        {
            Error(
                scope,
                at,
                FormattableString.Invariant($"this needs more than {RuleLimits.AccountOperations} account operations per bar")
            );
            return null;
        }
        var f = operands.Select(FunctionOf).ToArray();
        return new AccountOperand(
            type,
            f.Length switch
            {
                1 => a => operation.Of(f[0](a)),
                2 => a => operation.Of(f[0](a), f[1](a)),
                _ => a => operation.Of(f[0](a), f[1](a), f[2](a)),
            },
            (int)operations
        );
    }

    private Operand? Value(Scope scope, Expression body)
    {
        var operand = Meaning(scope, body);
        if (operand is not LinesOperand lines)
            return operand;
        Error(
            scope,
            body.At,
            $"{lines.Name} has several lines: choose one, {Alternatives(lines.Lines.Select(l => $"{lines.Name}(…).{l}"))}"
        );
        return null;
    }

    private Operand? Meaning(Scope scope, Expression body)
    {
        if (_tooLarge)
            return null;
        if (++_depth > RuleLimits.Depth)
        {
            Error(
                scope,
                body.At,
                FormattableString.Invariant(
                    $"the expression, with the definitions that it uses, has more than {RuleLimits.Depth} levels from here on"
                )
            );
            _depth--;
            return null;
        }
        var meaning = body switch
        {
            Literal literal => new ConstantOperand(literal.IsTruth ? RuleType.Truth : RuleType.Number, literal.Value),
            Name name => OfName(scope, name),
            Call call => OfCall(scope, call),
            Member member => OfMember(scope, member),
            Past past => OfPast(scope, past),
            Unary unary => OfUnary(scope, unary),
            Binary binary => OfBinary(scope, binary),
            Comparison comparison => OfComparison(scope, comparison),
            Choice choice => OfChoice(scope, choice),
            TextLiteral => Wrong(scope, body.At, "a text is allowed only as the name of a symbol: symbol(\"BRK.B\").close"),
            _ => null,
        };
        _depth--;
        return meaning;
    }

    private Operand? OfUnary(Scope scope, Unary unary)
    {
        var isNot = unary.Operator == TokenKind.Not;
        var type = isNot ? RuleType.Truth : RuleType.Number;
        return Typed(scope, unary.Operand, Value(scope, unary.Operand), type, isNot ? "after 'not'" : "after '-'") is { } operand
            ? Apply(scope, unary.At, isNot ? Operations.Not : Operations.Negate, type, operand)
            : null;
    }

    private Operand? OfBinary(Scope scope, Binary binary)
    {
        var (operation, type) = binary.Operator switch
        {
            TokenKind.And => (Operations.And, RuleType.Truth),
            TokenKind.Or => (Operations.Or, RuleType.Truth),
            TokenKind.Plus => (Operations.Add, RuleType.Number),
            TokenKind.Minus => (Operations.Subtract, RuleType.Number),
            TokenKind.Times => (Operations.Multiply, RuleType.Number),
            TokenKind.Over => (Operations.Divide, RuleType.Number),
            _ => (Operations.Power, RuleType.Number),
        };
        var beside = $"next to '{scope.Text.Source.AsSpan(binary.OperatorAt.Start, binary.OperatorAt.Length)}'";
        var left = Typed(scope, binary.Left, Value(scope, binary.Left), type, beside);
        var right = Typed(scope, binary.Right, Value(scope, binary.Right), type, beside);
        return left is null || right is null ? null : Apply(scope, binary.At, operation, type, left, right);
    }

    private Operand? OfComparison(Scope scope, Comparison comparison)
    {
        var operands = comparison.Operands.Select(o => Value(scope, o)).ToArray();
        Operand? result = new ConstantOperand(RuleType.Truth, 1);
        for (var i = 0; i < comparison.Operators.Count; i++)
        {
            var pair = Compared(scope, comparison, i, operands);
            result =
                pair is null || result is null ? null
                : i == 0 ? pair
                : Apply(scope, comparison.At, Operations.And, RuleType.Truth, result, pair);
        }
        return result;
    }

    private Operand? Compared(Scope scope, Comparison comparison, int i, Operand?[] operands)
    {
        var (sign, at) = comparison.Operators[i];
        var equality = sign is TokenKind.Equal or TokenKind.NotEqual;
        if (equality && operands[i] is { Type: RuleType.Truth } && operands[i + 1] is { Type: RuleType.Truth })
            return Apply(
                scope,
                comparison.At,
                sign == TokenKind.Equal ? Operations.Equal : Operations.NotEqual,
                RuleType.Truth,
                operands[i]!,
                operands[i + 1]!
            );
        var beside = $"next to '{scope.Text.Source.AsSpan(at.Start, at.Length)}'";
        var left = Typed(scope, comparison.Operands[i], operands[i], RuleType.Number, beside);
        var right = Typed(scope, comparison.Operands[i + 1], operands[i + 1], RuleType.Number, beside);
        if (left is null || right is null)
            return null;
        var (operation, swapped) = sign switch
        {
            TokenKind.Less => (Operations.Less, false),
            TokenKind.LessOrEqual => (Operations.LessOrEqual, false),
            TokenKind.Greater => (Operations.Less, true),
            TokenKind.GreaterOrEqual => (Operations.LessOrEqual, true),
            TokenKind.Equal => (Operations.Equal, false),
            _ => (Operations.NotEqual, false),
        };
        return swapped
            ? Apply(scope, comparison.At, operation, RuleType.Truth, right, left)
            : Apply(scope, comparison.At, operation, RuleType.Truth, left, right);
    }

    private Operand? OfChoice(Scope scope, Choice choice)
    {
        var condition = Typed(scope, choice.Condition, Value(scope, choice.Condition), RuleType.Truth, "before '?'");
        var (then, otherwise) = (Value(scope, choice.Then), Value(scope, choice.Otherwise));
        return condition is null || then is null || otherwise is null ? null : Choose(scope, choice.At, condition, then, otherwise);
    }

    private Operand? OfPast(Scope scope, Past past)
    {
        var value = Value(scope, past.Target);
        var bars = Typed(scope, past.Bars, Value(scope, past.Bars), RuleType.Number, "inside '[ ]'");
        if (bars is null)
            return null;
        if (bars is not ConstantOperand { Value: var number })
            return Wrong(
                scope,
                past.Bars.At,
                "the number of bars ago must be constant: a number, or an expression of numbers and parameters"
            );
        if (number < 0)
            return Wrong(scope, past.Bars.At, FormattableString.Invariant($"[{number}] is in the future; [1] is the bar before this one"));
        if (number != Math.Floor(number) || !(number <= RuleLimits.LookBackBars))
            return Wrong(
                scope,
                past.Bars.At,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the number of bars ago must be a whole number from 0 to " + $"{RuleLimits.LookBackBars}, was {number}"
                )
            );
        return value switch
        {
            null => null,
            AccountOperand => Wrong(
                scope,
                past.At,
                "only the current state of the position and the account is " + "known, not their state some bars ago"
            ),
            ColumnOperand column when number > 0 => Made(
                scope,
                past.At,
                column.Type,
                clock => ColumnRecipes.Past(clock, column.Node, (int)number)
            ),
            _ => value,
        };
    }

    private Operand? Typed(Scope scope, Expression body, Operand? operand, RuleType type, string where)
    {
        if (operand is null || operand.Type == type)
            return operand;
        return Wrong(
            scope,
            body.At,
            type == RuleType.Truth
                ? $"a condition is expected {where}, but this is a number: compare it with something, as in close > open"
                : $"a number is expected {where}, but this is a condition: convert it with if(condition, 1, 0)"
        );
    }

    private Operand? Wrong(Scope scope, Extent at, string message)
    {
        Error(scope, at, message);
        return null;
    }

    private static double Constant(Operand[] operands, int index) => index < operands.Length ? ((ConstantOperand)operands[index]).Value : 0;

    private static string Alternatives(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
