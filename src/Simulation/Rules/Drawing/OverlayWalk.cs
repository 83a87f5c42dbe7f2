using Simulator.Indicators;
using Simulator.Rules.Compilation;
using Simulator.Rules.Language;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Drawing;

/// <summary>Walks through the expressions of a sound document and collects what can be drawn of them, equal parts once.</summary>
internal sealed class OverlayWalk(
    IReadOnlyDictionary<string, double> parameters,
    IReadOnlyDictionary<string, (RuleText Text, Expression Body)> definitions
)
{
    private const int LongestText = 2_000;

    private static readonly Func<Expression, bool> s_isLooked = IsLooked;
    private static readonly Func<Expression, bool> s_isCondition = IsCondition;
    private static readonly Func<Expression, Expression> s_here = e => e;

    private readonly RuleErrors _errors = new();
    private readonly RuleCompiler _compiler = new(
        new Dictionary<string, double>(),
        new Dictionary<string, (RuleText, Expression)>(),
        new()
    );
    private readonly ExpressionText _text = new(parameters, definitions);
    private readonly PriceScale _scale = new(parameters, definitions);
    private readonly List<Found> _found = [];
    private readonly Dictionary<(string Name, Func<Expression, bool> What), bool> _has = [];
    private readonly HashSet<(string Name, Func<Expression, Expression> Within)> _visited = [];

    /// <summary>What was found, in order. What is compared only with its own past is drawn once.</summary>
    public IReadOnlyList<StrategyOverlay> Overlays()
    {
        var own = _found.Select(f => f.Node).ToHashSet();
        foreach (var shifted in _found.Where(f => f.Unshifted is { } node && own.Contains(node)))
            _found.First(f => f.Node == shifted.Unshifted).Levels.UnionWith(shifted.Levels);
        return
        [
            .. _found
                .Where(f => f.Unshifted is not { } node || !own.Contains(node))
                .Take(RuleOverlays.Most)
                .Select(f => new StrategyOverlay(f.Text, f.Text, f.Pane, [.. f.Levels])),
        ];
    }

    /// <summary>Collects from a condition.</summary>
    public void Visit(Expression body) => Visit(body, s_here, RuleLimits.Depth);

    /// <summary>Collects from the price of an order, which is one line or none.</summary>
    public void VisitPrice(Expression body)
    {
        if (_scale.IsPrice(body) && IsLine(body, RuleLimits.Depth))
            Add(body);
    }

    private void Visit(Expression body, Func<Expression, Expression> within, int levels)
    {
        if (levels <= 0 || (IsLine(body, levels) && Add(within(body)) is not null))
            return;
        switch (body)
        {
            case Name name when definitions.TryGetValue(name.Text, out var definition):
                if (_visited.Add((name.Text, within)))
                    Visit(definition.Body, within, levels - 1);
                break;
            case Comparison comparison:
                for (var i = 0; i < comparison.Operators.Count; i++)
                    Compare(comparison.Operands[i], comparison.Operands[i + 1], within, levels - 1);
                break;
            case Call { Function: "crossesAbove" or "crossesBelow", Arguments: [var a, var b] }:
                Compare(a.Value, b.Value, within, levels - 1);
                break;
            case Call call when ElsewhereOf(call) is { } place:
                Visit(call.Arguments[place].Value, e => within(Replaced(call, place, e)), levels - 1);
                break;
            default:
                foreach (var child in ChildrenOf(body))
                    Visit(child, within, levels - 1);
                break;
        }
    }

    private void Compare(Expression a, Expression b, Func<Expression, Expression> within, int levels)
    {
        var (left, right) = (Constant(within(a)), Constant(within(b)));
        if (left is null)
            Visit(a, within, levels);
        if (right is null)
            Visit(b, within, levels);
        if (left is { } under)
            AddLevel(within(b), under);
        else if (right is { } over)
            AddLevel(within(a), over);
    }

    // A price that is compared with a number has a level of its own: the number is the line.
    private void AddLevel(Expression body, double level)
    {
        if (NodeOf(body) is not { } node)
            return;
        if (_found.Find(f => f.Node == node) is { } found)
            found.Levels.Add(level);
        else if (_scale.IsPrice(body) && _found.TrueForAll(f => f.Level != level))
            _found.Add(new Found(null, null, _text.Of(new Literal(default, level))!, DrawnPane.Price) { Level = level });
    }

    private Found? Add(Expression body)
    {
        if (NodeOf(body) is not { } node || _text.Of(body) is not { Length: <= LongestText } text)
            return null;
        if (_found.Find(f => f.Node == node) is { } known)
            return known;
        var unshifted = body is Past past ? NodeOf(past.Target) : null;
        var found = new Found(node, unshifted, text, _scale.IsPrice(body) ? DrawnPane.Price : DrawnPane.Below);
        _found.Add(found);
        return found;
    }

    private ColumnNode? NodeOf(Expression body) => Compiled(body) is ColumnOperand { Type: RuleType.Number } column ? column.Node : null;

    private double? Constant(Expression body) =>
        Compiled(body) is ConstantOperand { Type: RuleType.Number } constant ? constant.Value : null;

    // From the text that would be drawn, so that it is known to mean what it should without its document.
    private Operand? Compiled(Expression body)
    {
        if (_text.Of(body) is not { Length: > 0 } written)
            return null;
        var text = new RuleText("overlay", written);
        return _compiler.Compile(text, Parser.Read(text, _errors));
    }

    // A number with an indicator in it and no condition: conditions are looked into.
    private bool IsLine(Expression body, int levels) => Has(body, s_isLooked, levels) && !Has(body, s_isCondition, levels);

    private bool Has(Expression body, Func<Expression, bool> what, int levels)
    {
        if (levels <= 0 || what(body))
            return levels > 0;
        if (body is not Name name || !definitions.TryGetValue(name.Text, out var definition))
            return ChildrenOf(body).Any(child => Has(child, what, levels - 1));
        // A definition may use others twice, and they others: each is looked at once.
        if (!_has.TryGetValue((name.Text, what), out var known))
            _has[(name.Text, what)] = known = Has(definition.Body, what, levels - 1);
        return known;
    }

    private static bool IsLooked(Expression body) =>
        body is Call call && (IndicatorCatalogue.Find(call.Function) is not null || call.Function is "sum" or "valueWhen");

    private static bool IsCondition(Expression body) =>
        body
            is Comparison
                or Choice
                or Unary { Operator: TokenKind.Not }
                or Binary { Operator: TokenKind.And or TokenKind.Or }
                or Call { Function: "crossesAbove" or "crossesBelow" or "rising" or "falling" or "any" or "all" or "known" or "if" };

    // The condition of valueWhen says which bar, it is no line.
    private static IEnumerable<Expression> ChildrenOf(Expression body) =>
        body switch
        {
            Call { Function: "valueWhen", Arguments: [_, var value] } => [value.Value],
            Call call => call.Arguments.Select(a => a.Value),
            Member member => [member.Target, member.Part],
            Past past => [past.Target],
            Unary unary => [unary.Operand],
            Binary binary => [binary.Left, binary.Right],
            Comparison comparison => comparison.Operands,
            Choice choice => [choice.Condition, choice.Then, choice.Otherwise],
            _ => [],
        };

    private static int? ElsewhereOf(Call call)
    {
        if (RuleFunctions.Find(call.Function) is not { } function)
            return null;
        var place = function.Parameters.ToList().FindIndex(p => p.Kind == ArgumentKind.Elsewhere);
        return place >= 0 && place < call.Arguments.Count ? place : null;
    }

    private static Call Replaced(Call call, int place, Expression value) =>
        call with
        {
            Arguments = [.. call.Arguments.Select((a, i) => i == place ? a with { Value = value } : a)],
        };

    private sealed record Found(ColumnNode? Node, ColumnNode? Unshifted, string Text, DrawnPane Pane)
    {
        public SortedSet<double> Levels { get; } = [];

        public double? Level { get; init; }
    }
}
