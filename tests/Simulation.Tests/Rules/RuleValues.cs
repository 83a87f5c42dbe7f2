using Simulator.Rules;
using Simulator.Rules.Columns;
using Simulator.Rules.Compilation;

namespace Simulator.Tests.Simulation.Rules;

/// <summary>What an expression comes to at every bar of a market.</summary>
internal static class RuleValues
{
    private const string Nothing = "false and false and false";

    /// <summary>The values of a number, or 1 and 0 of a condition.</summary>
    public static double[] Of(
        string expression,
        RuleMarket market,
        int blockLength = Column.BlockLength,
        params (string Name, double Value)[] parameters
    )
    {
        // A limit may be any number; a size that can be none is an error.
        var document = Document(expression, parameters);
        return Of(
            RuleProgram.Compile(document.EntryLong == Nothing ? document with { Limit = expression, Size = RuleSize.AllIn } : document),
            market,
            blockLength
        );
    }

    /// <summary>The first bar with a value, as the rule tells it beforehand.</summary>
    public static int FirstBar(string expression, RuleMarket market) =>
        RuleProgram.Compile(Document(expression)).Bind(market).FirstReadyBar;

    /// <summary>Errors of an expression, wherever a number or a condition may stand.</summary>
    public static IReadOnlyList<RuleError> Errors(string expression, params (string Name, double Value)[] parameters) =>
        RuleProgram.Check(Document(expression, parameters));

    /// <summary>A document around an expression, as its entry if it is a condition, else as its size.</summary>
    public static RuleDocument Document(string expression, params (string Name, double Value)[] parameters)
    {
        RuleDocument document = new() { Parameters = [.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))] };
        var condition = document with { EntryLong = expression };
        var isNumber =
            RuleProgram.Check(condition) is { Count: 1 } errors
            && errors[0].Message.StartsWith("a condition is expected here", StringComparison.Ordinal);
        return isNumber ? document with { EntryLong = Nothing, Size = new RuleSize(RuleSizeKind.Fraction, expression) } : condition;
    }

    private static double[] Of(RuleProgram program, RuleMarket market, int blockLength)
    {
        var bars = market.Target.Count;
        switch (program.OperandOf(program.Document.EntryLong == Nothing ? "limit" : "entryLong"))
        {
            case ConstantOperand constant:
                return [.. Enumerable.Repeat(constant.Value, bars)];
            case ColumnOperand column:
                program.Bind(market);
                var run = new ClockRun(RuleProgram.BindClock(program.Root, market), blockLength);
                var values = new double[bars];
                for (var bar = 0; bar < bars; bar++)
                {
                    run.Advance(bar, CancellationToken.None);
                    values[bar] = run.Columns[column.Node.Index].Data[run.Columns[column.Node.Index].Offset + bar - run.Start];
                }
                return values;
            default:
                throw new InvalidOperationException($"'{program.Document.EntryLong}' depends on the account");
        }
    }
}
