namespace Simulator.Rules.Compilation;

/// <summary>What an expression returns.</summary>
internal enum RuleType
{
    Number,
    Truth,
}

/// <summary>A part of a rule as it is compiled: known beforehand, a column of the market, or a function of the account.</summary>
internal abstract record Operand(RuleType Type);

/// <summary>The same at every bar; truth is 1 and 0.</summary>
internal sealed record ConstantOperand(RuleType Type, double Value) : Operand(Type);

/// <summary>Depends on the bars alone.</summary>
internal sealed record ColumnOperand(RuleType Type, ColumnNode Node) : Operand(Type);

/// <summary>Depends on the account too, so that it is computed when it is asked for.</summary>
/// <param name="Type">What it returns.</param>
/// <param name="Function">The function.</param>
/// <param name="Operations">How many operations a call takes.</param>
internal sealed record AccountOperand(RuleType Type, AccountFunction Function, int Operations) : Operand(Type);

/// <summary>An indicator of which no line has been chosen yet.</summary>
/// <param name="Name">The indicator.</param>
/// <param name="Lines">Names of its lines.</param>
/// <param name="Choose">The operand of a line.</param>
internal sealed record LinesOperand(string Name, IReadOnlyList<string> Lines, Func<int, Operand?> Choose) : Operand(RuleType.Number);

/// <summary>A part of a rule that depends on the account, compiled.</summary>
internal delegate double AccountFunction(AccountView account);
