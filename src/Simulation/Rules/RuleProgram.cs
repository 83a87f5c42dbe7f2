using Simulator.Rules.Compilation;
using Simulator.Rules.Language;
using Simulator.Rules.Syntax;
using Simulator.Text;

namespace Simulator.Rules;

/// <summary>
/// A document compiled: checked, typed, equal parts shared. It knows nothing of a market yet and is shared between runs and threads;
/// <see cref="Bind"/> makes a strategy for one.
/// </summary>
public sealed class RuleProgram
{
    private const string NoForecasts = "no forecasts are available: the rules need a simulation with a forecaster";

    private readonly RuleCompiler _compiler;
    private readonly Dictionary<string, Operand> _operands;
    private readonly ReadRules _read;

    private RuleProgram(RuleDocument document, ReadRules read, RuleCompiler compiler, Dictionary<string, Operand> operands) =>
        (Document, _read, _compiler, _operands) = (document, read, compiler, operands);

    /// <summary>What was compiled.</summary>
    public RuleDocument Document { get; }

    /// <summary>Other symbols that the rules read, in the order of the document.</summary>
    public IReadOnlyList<string> Symbols => SymbolsOf(_compiler.Root);

    /// <summary>Whether the rules read forecasts.</summary>
    public bool ReadsForecasts => _compiler.Forecasts.Count > 0;

    internal ClockNode Root => _compiler.Root;

    /// <summary>Whether the peak of the equity must be tracked at every bar.</summary>
    internal bool UsesDrawdown => _compiler.UsesDrawdown;

    /// <summary>All errors of a document; empty if there are none.</summary>
    public static IReadOnlyList<RuleError> Check(RuleDocument document)
    {
        var errors = new RuleErrors();
        TryCompile(document, errors);
        return errors.All;
    }

    /// <summary>Compiles a document.</summary>
    /// <exception cref="RuleException">It has errors; all of them are in the exception.</exception>
    public static RuleProgram Compile(RuleDocument document)
    {
        var errors = new RuleErrors();
        return TryCompile(document, errors) ?? throw new RuleException(errors.All);
    }

    /// <summary>The document of a JSON text, compiled.</summary>
    /// <exception cref="RuleException">It has errors; all of them are in the exception.</exception>
    public static RuleProgram Compile(string json)
    {
        var read = RuleDocumentJson.Read(json);
        IReadOnlyList<RuleError> inside = read.Document is { } document ? Check(document) : [];
        IReadOnlyList<RuleError> errors = [.. read.Errors, .. inside];
        return errors.Count == 0 ? Compile(read.Document!) : throw new RuleException(errors);
    }

    /// <summary>
    /// The same rules with some parameters changed. Their texts are not parsed again, but they are compiled again, because a parameter may
    /// be the length of an indicator. Any thread may ask.
    /// </summary>
    /// <exception cref="RuleException">The rules have errors with these parameters.</exception>
    /// <exception cref="ArgumentException">A parameter that the rules do not have, or a value that is not a finite number.</exception>
    public RuleProgram With(IReadOnlyDictionary<string, double> parameters)
    {
        var (document, errors) = (Document.With(parameters), new RuleErrors());
        return Compile(document, _read, errors) ?? throw new RuleException(errors.All);
    }

    /// <summary>
    /// What the rules need but the series of a market do not have: symbols, and timeframes shorter than their bars.
    /// </summary>
    public IReadOnlyList<RuleError> CheckSeries(RuleMarket market)
    {
        var errors = new RuleErrors();
        CheckClocks(_compiler.Root, market, errors);
        return errors.All;
    }

    /// <summary>Errors of rules that need forecasts in a run without forecasts.</summary>
    public IReadOnlyList<RuleError> CheckWithoutForecasts()
    {
        var errors = new RuleErrors();
        foreach (var field in _compiler.Forecasts)
            errors.Add(field.Text, field.At, NoForecasts);
        return errors.All;
    }

    /// <summary>A strategy for a market.</summary>
    /// <exception cref="RuleException">The market lacks a symbol, a timeframe or forecasts that the rules read.</exception>
    public RuleStrategy Bind(RuleMarket market)
    {
        var errors = new RuleErrors();
        CheckForecasts(_compiler, market, errors);
        CheckClocks(_compiler.Root, market, errors);
        return errors.All.Count == 0
            ? new RuleStrategy(this, market, BindClock(_compiler.Root, market))
            : throw new RuleException(errors.All);
    }

    /// <summary>The operand of a member, or null.</summary>
    internal Operand? OperandOf(string member) => _operands.GetValueOrDefault(member);

    /// <summary>The member as a function of the account; null when it is not there.</summary>
    internal AccountFunction? FunctionOf(string member) => OperandOf(member) is { } operand ? _compiler.FunctionOf(operand) : null;

    /// <summary>The first bar at which everything that the rules read is known.</summary>
    internal int FirstReadyBar(BoundClock root)
    {
        var ready = 0;
        foreach (var operand in _operands.Values)
        {
            if (operand is ColumnOperand column)
                ready = Math.Max(ready, root.Ready[column.Node.Index]);
        }
        foreach (var node in _compiler.ReadByAccount)
            ready = Math.Max(ready, root.Ready[node.Index]);
        return ready;
    }

    private static RuleProgram? TryCompile(RuleDocument document, RuleErrors errors)
    {
        if (document.EntryLong is null && document.EntryShort is null)
            errors.Add("entryLong", "is missing, and so is entryShort: without an entry the rules never trade");
        if (document is { Size.Kind: RuleSizeKind.RiskFraction, StopLoss: null, Trailing: null })
            errors.Add("size.riskFraction", "divides by the distance of a stop: add stopLoss or trailing");
        return Compile(document, ReadRules.Of(document, errors), errors);
    }

    private static RuleProgram? Compile(RuleDocument document, ReadRules read, RuleErrors errors)
    {
        var compiler = new RuleCompiler(
            document.Parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
            read.Definitions,
            errors
        );
        var operands = new Dictionary<string, Operand>(StringComparer.Ordinal);
        foreach (var (member, text, expression) in read.Members)
        {
            var (type, use) = Expected(member);
            if (compiler.Compile(text, expression, type, use) is not { } operand)
                continue;
            var isSize = member.StartsWith("size", StringComparison.Ordinal);
            operands[isSize ? "size" : member] = operand;
            if (isSize && operand is ConstantOperand { Value: var size } && !RuleSize.Takes(document.Size.Kind, size))
                errors.Add(
                    text,
                    expression.At,
                    FormattableString.Invariant(
                        $"{RuleSize.Demand(document.Size.Kind)}, was {(double.IsNaN(size) ? "not a finite number" : size)}"
                    )
                );
        }
        compiler.CompileUnused();
        return errors.All.Count == 0 ? new RuleProgram(document, read, compiler, operands) : null;
    }

    private static (RuleType Type, NameUse Use) Expected(string member) =>
        member switch
        {
            "entryLong" or "exitLong" or "entryShort" or "exitShort" => (RuleType.Truth, NameUse.Account),
            "limit" or "stop" => (RuleType.Number, NameUse.Order),
            "stopLoss" or "takeProfit" or "trailing" => (RuleType.Number, NameUse.Bracket),
            _ => (RuleType.Number, NameUse.Size),
        };

    /// <summary>Reports forecasts that the rules read but the market does not have.</summary>
    internal static void CheckForecasts(RuleCompiler compiler, RuleMarket market, RuleErrors errors)
    {
        foreach (var field in compiler.Forecasts)
        {
            if (market.Forecast is not { } tape)
                errors.Add(field.Text, field.At, NoForecasts);
            else if (field.ValuesIn(tape) is null)
                errors.Add(
                    field.Text,
                    field.At,
                    $"the forecasts have no '{field.Name}'; they have {string.Join(", ", ForecastField.NamesIn(tape))}"
                );
        }
    }

    /// <summary>Reports symbols and timeframes that the rules read but the market does not have.</summary>
    internal static void CheckClocks(ClockNode node, RuleMarket market, RuleErrors errors)
    {
        foreach (var child in node.Children)
        {
            var series = child.Symbol is null ? market.Target : market.Find(child.Symbol);
            if (series is null)
                errors.Add(
                    child.Text!,
                    child.At,
                    $"series '{child.Symbol}' is not "
                        + $"available{Suggestion.Hint(child.Symbol!, market.Symbols)}; available: "
                        + $"{string.Join(", ", market.Symbols)}; on the command line add it with --other "
                        + $"SYMBOL=FILE, in a simulation to data.related"
                );
            else if (child.Frame is { } frame && frame.Interval.Length < series.Interval.Length)
                errors.Add(
                    child.Text!,
                    child.At,
                    $"{frame} needs bars at least as short; those of {series.Symbol} are of {series.Interval}"
                );
            else
                CheckClocks(child, market, errors);
        }
    }

    internal static BoundClock BindClock(ClockNode node, RuleMarket market)
    {
        BoundClock[] children = [.. node.Children.Select(child => BindClock(child, market))];
        var series = node.Symbol is null ? market.Target : market.Find(node.Symbol)!;
        return new BoundClock(node, market.ClockOf(series, node.Frame), children, market);
    }

    /// <summary>Other symbols that are read, in the order in which they were asked for.</summary>
    internal static IReadOnlyList<string> SymbolsOf(ClockNode root)
    {
        List<string> symbols = [];
        Collect(root, symbols);
        return symbols;
    }

    private static void Collect(ClockNode node, List<string> symbols)
    {
        foreach (var child in node.Children)
        {
            if (child.Symbol is { } symbol && !symbols.Contains(symbol, StringComparer.OrdinalIgnoreCase))
                symbols.Add(symbol);
            Collect(child, symbols);
        }
    }
}
