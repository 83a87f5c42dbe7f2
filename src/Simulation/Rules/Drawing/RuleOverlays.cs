using Simulator.Rules.Syntax;

namespace Simulator.Rules.Drawing;

/// <summary>
/// What the conditions and prices of a rule document look at: indicators and what is computed from them, as they are compared, with the
/// constants that they are compared with. Sizes and trailing distances are no lines; what depends on the account cannot be drawn.
/// </summary>
public static class RuleOverlays
{
    /// <summary>The most that one document is drawn with.</summary>
    public const int Most = 24;

    private static readonly string[] s_prices = ["limit", "stop", "stopLoss", "takeProfit"];

    /// <summary>The overlays of a document, in the order of its members; none of a document with errors.</summary>
    public static IReadOnlyList<StrategyOverlay> Of(RuleDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (RuleProgram.Check(document).Count > 0)
            return [];
        var read = ReadRules.Of(document, new RuleErrors());
        var walk = new OverlayWalk(document.Parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal), read.Definitions);
        foreach (var (member, _, body) in read.Members)
        {
            if (s_prices.Contains(member, StringComparer.Ordinal))
                walk.VisitPrice(body);
            else if (member is "entryLong" or "exitLong" or "entryShort" or "exitShort")
                walk.Visit(body);
        }
        return walk.Overlays();
    }
}
