using Simulator.Indicators;
using Simulator.Rules.Columns;
using Simulator.Rules.Compilation;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Drawing;

/// <summary>
/// An expression of the rule language by itself, to be drawn: compiled and computed as in a rule. Conditions are 1 and 0. An indicator of
/// several lines of which none is chosen has those that are measured as its first. Any thread may use it.
/// </summary>
public sealed class DrawnExpression
{
    private const string NoAccount = "the position and the account are known only while rules run; draw prices, indicators and forecasts";

    private readonly RuleCompiler _compiler;
    private readonly IReadOnlyList<Operand> _operands;

    private DrawnExpression(string source, RuleCompiler compiler, IReadOnlyList<string> lines, IReadOnlyList<Operand> operands)
    {
        (Source, _compiler, Lines, _operands) = (source, compiler, lines, operands);
        Symbols = RuleProgram.SymbolsOf(compiler.Root);
    }

    /// <summary>As it was written.</summary>
    public string Source { get; }

    /// <summary>Names of its lines, at least one.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Where it is drawn.</summary>
    public DrawnPane Pane { get; private init; }

    /// <summary>Other symbols that it reads.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>Whether it reads forecasts.</summary>
    public bool ReadsForecasts => _compiler.Forecasts.Count > 0;

    /// <summary>Compiles an expression.</summary>
    /// <param name="source">The text.</param>
    /// <param name="document">Whose parameters and definitions it may use; null for none.</param>
    /// <exception cref="RuleException">It has errors, or it needs an account; all of them are in the exception.</exception>
    public static DrawnExpression Compile(string source, RuleDocument? document = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var errors = new RuleErrors();
        return TryCompile(source, document, errors) ?? throw new RuleException(errors.All);
    }

    /// <summary>The same; null where there are errors, which are reported.</summary>
    internal static DrawnExpression? TryCompile(string source, RuleDocument? document, RuleErrors errors)
    {
        var definitions = document is null
            ? new Dictionary<string, (RuleText, Expression)>()
            : ReadRules.Of(document, new RuleErrors()).Definitions;
        var parameters = document?.Parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal) ?? [];
        var compiler = new RuleCompiler(parameters, definitions, errors);
        var text = new RuleText("expression", source);
        var body = Parser.Read(text, errors);
        var lines = LinesOf(compiler, text, body);
        if (lines.Any(l => l.Operand is AccountOperand))
            errors.Add(text, body.At, NoAccount);
        if (errors.All.Count > 0)
            return null;
        return new DrawnExpression(source, compiler, [.. lines.Select(l => l.Name)], [.. lines.Select(l => l.Operand)])
        {
            Pane = new PriceScale(parameters, definitions).IsPrice(body) ? DrawnPane.Price : DrawnPane.Below,
        };
    }

    /// <summary>Computes its lines.</summary>
    /// <param name="market">The series at whose bars it is computed, the others that it reads, and forecasts.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>[line][bar]; NaN where a value is unknown.</returns>
    /// <exception cref="RuleException">The market lacks a symbol, a timeframe or forecasts.</exception>
    public double[][] Evaluate(RuleMarket market, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(market);
        var errors = new RuleErrors();
        RuleProgram.CheckForecasts(_compiler, market, errors);
        RuleProgram.CheckClocks(_compiler.Root, market, errors);
        if (errors.All.Count > 0)
            throw new RuleException(errors.All);
        var bars = market.Target.Count;
        double[][] values = [.. _operands.Select(_ => new double[bars])];
        var run = new ClockRun(RuleProgram.BindClock(_compiler.Root, market), Column.BlockLength);
        while (run.End < bars)
        {
            run.Advance(run.End, cancellation);
            for (var line = 0; line < values.Length; line++)
                Copy(_operands[line], run, values[line].AsSpan(run.Start, run.End - run.Start));
        }
        return values;
    }

    private static void Copy(Operand operand, ClockRun run, Span<double> values)
    {
        if (operand is ColumnOperand column)
            run.Columns[column.Node.Index].Block(values.Length).CopyTo(values);
        else
            values.Fill(((ConstantOperand)operand).Value);
    }

    private static List<(string Name, Operand Operand)> LinesOf(RuleCompiler compiler, RuleText text, Expression body)
    {
        var operand = compiler.Compile(text, body);
        if (operand is not LinesOperand lines)
            return operand is null ? [] : [(text.Source.Trim(), operand)];
        var scales = IndicatorCatalogue.Get(lines.Name).Scales;
        return
        [
            .. Enumerable
                .Range(0, lines.Lines.Count)
                .Where(i => i == 0 || IsAsFirst(scales, i))
                .Select(i => (lines.Lines[i], lines.Choose(i)))
                .Where(l => l.Item2 is not null)
                .Select(l => (l.Item1, l.Item2!)),
        ];
    }

    private static bool IsAsFirst(IReadOnlyList<IndicatorScale> scales, int line) =>
        line < scales.Count && (scales[line] == scales[0] || (PriceScale.IsPrice(scales[line]) && PriceScale.IsPrice(scales[0])));
}
