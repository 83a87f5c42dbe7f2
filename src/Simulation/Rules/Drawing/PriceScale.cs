using Simulator.Indicators;
using Simulator.Rules.Language;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Drawing;

/// <summary>
/// Whether an expression is a price of the traded series, judged from its text: prices, averages and bands of them, and prices moved by a
/// distance or a factor. Prices of another symbol are on another scale.
/// </summary>
internal sealed class PriceScale(
    IReadOnlyDictionary<string, double> parameters,
    IReadOnlyDictionary<string, (RuleText Text, Expression Body)> definitions
)
{
    // A definition may use others twice, and they others: each is judged once.
    private readonly Dictionary<string, bool> _prices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _constants = new(StringComparer.Ordinal);

    /// <summary>Whether it is a price.</summary>
    public bool IsPrice(Expression body) => IsPrice(body, RuleLimits.Depth);

    /// <summary>Whether a line of an indicator that is fed with prices is measured as a price.</summary>
    public static bool IsPrice(IndicatorScale scale) => scale is IndicatorScale.Price or IndicatorScale.PriceBand;

    private bool IsPrice(Expression body, int levels) =>
        levels > 0
        && body switch
        {
            Name name when definitions.TryGetValue(name.Text, out var definition) => Once(
                _prices,
                name.Text,
                () => IsPrice(definition.Body, levels - 1)
            ),
            Name name => name.Text != "volume" && RuleNames.OfSeries.Contains(name.Text, StringComparer.Ordinal),
            Past past => IsPrice(past.Target, levels - 1),
            Member { Part: Name line } member => LineIsPrice(member.Target, line.Text, levels - 1),
            Call call => CallIsPrice(call, null, levels - 1),
            Binary binary => OperationIsPrice(binary, levels - 1),
            Choice choice => IsPrice(choice.Then, levels - 1) && IsPrice(choice.Otherwise, levels - 1),
            _ => false,
        };

    private bool LineIsPrice(Expression target, string line, int levels) =>
        levels > 0
        && target switch
        {
            Call { Function: "symbol" } => false,
            Call call => CallIsPrice(call, line, levels),
            Name name when definitions.TryGetValue(name.Text, out var definition) => LineIsPrice(definition.Body, line, levels - 1),
            _ => false,
        };

    private bool CallIsPrice(Call call, string? line, int levels)
    {
        if (levels <= 0)
            return false;
        Expression[] arguments = [.. call.Arguments.Select(a => a.Value)];
        switch (call.Function)
        {
            case "daily" or "weekly" or "monthly" or "minutes" or "hours" or "valueWhen" when arguments.Length > 0:
                return line is null ? IsPrice(arguments[^1], levels) : LineIsPrice(arguments[^1], line, levels);
            case "min" or "max" or "clamp" or "orElse" or "round" or "floor" or "ceil":
                return Array.TrueForAll(arguments, a => IsConstant(a, levels) || IsPrice(a, levels))
                    && Array.Exists(arguments, a => IsPrice(a, levels));
            case "if" when arguments.Length == 3:
                return IsPrice(arguments[1], levels) && IsPrice(arguments[2], levels);
        }
        if (IndicatorCatalogue.Find(call.Function) is not { } indicator)
            return false;
        var index = line is null ? 0 : indicator.Lines.ToList().IndexOf(line);
        return index >= 0 && index < indicator.Scales.Count && IsPrice(indicator.Scales[index]) && IsFedWithPrices(call, indicator, levels);
    }

    private bool IsFedWithPrices(Call call, IndicatorDefinition indicator, int levels)
    {
        if (indicator.Input != IndicatorInput.Value)
            return indicator.Input != IndicatorInput.Pair;
        var given = call.Arguments.FirstOrDefault(a => a.Name == "value") ?? call.Arguments.FirstOrDefault(a => a.Name.Length == 0);
        return given is null || IsConstant(given.Value, levels) || IsPrice(given.Value, levels);
    }

    private bool OperationIsPrice(Binary binary, int levels)
    {
        bool Price(Expression e) => IsPrice(e, levels);
        return binary.Operator switch
        {
            TokenKind.Plus => Price(binary.Left) || Price(binary.Right),
            TokenKind.Minus => Price(binary.Left) && !Price(binary.Right),
            TokenKind.Times => (Price(binary.Left) && IsFactor(binary.Right, levels))
                || (IsFactor(binary.Left, levels) && Price(binary.Right)),
            TokenKind.Over => Price(binary.Left) && IsFactor(binary.Right, levels),
            _ => false,
        };
    }

    private bool IsFactor(Expression body, int levels) => body is Call { Function: "exp" } || IsConstant(body, levels);

    private bool IsConstant(Expression body, int levels) =>
        levels > 0
        && body switch
        {
            Literal { IsTruth: false } => true,
            Name name => definitions.TryGetValue(name.Text, out var definition)
                ? Once(_constants, name.Text, () => IsConstant(definition.Body, levels - 1))
                : parameters.ContainsKey(name.Text),
            Unary unary => IsConstant(unary.Operand, levels - 1),
            Binary binary => IsConstant(binary.Left, levels - 1) && IsConstant(binary.Right, levels - 1),
            _ => false,
        };

    private static bool Once(Dictionary<string, bool> judged, string name, Func<bool> judge)
    {
        if (!judged.TryGetValue(name, out var known))
            judged[name] = known = judge();
        return known;
    }
}
