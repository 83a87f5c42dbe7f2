using Simulator.Backtesting;

namespace Simulator.Rules;

/// <summary>How large an entry is; <see cref="Expression"/> returns a number at the decision.</summary>
/// <param name="Kind">What the number is.</param>
/// <param name="Expression">The expression.</param>
public sealed record RuleSize(RuleSizeKind Kind, string Expression)
{
    /// <summary>All of the buying power.</summary>
    public static RuleSize AllIn { get; } = new(RuleSizeKind.Fraction, "1");

    /// <summary>Every kind, its member in a document, and what its number means.</summary>
    public static IReadOnlyList<(RuleSizeKind Kind, string Member, string Meaning)> All { get; } =
    [
        (
            RuleSizeKind.Fraction,
            "fraction",
            "Fraction of the buying power (free equity times leverage); values above 1 count as 1. `\"size\": \"50%\"` is short for it."
        ),
        (RuleSizeKind.Units, "units", "Units, rounded down to lots."),
        (RuleSizeKind.Cash, "cash", "Money to spend, including costs."),
        (
            RuleSizeKind.EquityFraction,
            "equityFraction",
            "Fraction of the equity, regardless of open positions; above 1 only as far as the leverage allows."
        ),
        (
            RuleSizeKind.RiskFraction,
            "riskFraction",
            "Fraction of the equity that is lost if the stop is hit: needs `stopLoss` or `trailing`."
        ),
        (
            RuleSizeKind.VolatilityTarget,
            "volatilityTarget",
            "Target volatility of the position per year, as a fraction of the equity, from the log-returns of the last 20 bars."
        ),
        (
            RuleSizeKind.Kelly,
            "kelly",
            "Multiple, in (0, 1], of the Kelly fraction of the last 50 closed trades; at "
                + "most the whole equity. Until ten trades have closed: 10 % of the equity."
        ),
    ];

    /// <summary>Members that a size may have, one at a time.</summary>
    public static IEnumerable<string> Members => All.Select(m => m.Member);

    /// <summary>The member of a kind.</summary>
    public static string MemberOf(RuleSizeKind kind) => All.First(m => m.Kind == kind).Member;

    /// <summary>The kind of a member, or null.</summary>
    public static RuleSizeKind? KindOf(string member)
    {
        foreach (var (kind, name, _) in All)
        {
            if (name == member)
                return kind;
        }
        return null;
    }

    /// <summary>What the number of a kind has to be.</summary>
    internal static string Demand(RuleSizeKind kind)
    {
        var member = kind == RuleSizeKind.Fraction ? "size" : "size." + MemberOf(kind);
        return $"{member} must be {(kind == RuleSizeKind.Fraction ? "above 0" : Of(kind, double.NaN).Fault()!.Value.MustBe)}";
    }

    /// <summary>Whether a number can be a size of a kind.</summary>
    internal static bool Takes(RuleSizeKind kind, double number) =>
        number > 0 && (kind == RuleSizeKind.Fraction || Of(kind, number).Fault() is null);

    /// <summary>The order of a side and a size; null where the number is no size.</summary>
    internal static OrderRequest? Order(RuleSizeKind kind, double number, int side)
    {
        if (!(number > 0))
            return null;
        if (kind == RuleSizeKind.Fraction)
            return side > 0 ? OrderRequest.Buy(Math.Min(number, 1)) : OrderRequest.Sell(Math.Min(number, 1));
        var size = Of(kind, number);
        return size.Fault() is not null ? null
            : side > 0 ? OrderRequest.Buy(size)
            : OrderRequest.Sell(size);
    }

    private static PositionSize Of(RuleSizeKind kind, double number) =>
        kind switch
        {
            RuleSizeKind.Units => new UnitsSize { Count = number },
            RuleSizeKind.Cash => new CashSize { Amount = number },
            RuleSizeKind.EquityFraction => new EquityFractionSize { Fraction = number },
            RuleSizeKind.RiskFraction => new RiskFractionSize { Fraction = number },
            RuleSizeKind.VolatilityTarget => new VolatilityTargetSize { PerYear = number },
            _ => new KellySize { Multiplier = number },
        };
}

/// <summary>What the number of a size is.</summary>
public enum RuleSizeKind
{
    /// <summary>
    /// A fraction of the buying power (free equity times leverage); values above 1 count as 1.
    /// </summary>
    Fraction,

    /// <summary>Units.</summary>
    Units,

    /// <summary>Money.</summary>
    Cash,

    /// <summary>A share of the equity.</summary>
    EquityFraction,

    /// <summary>Fraction of the equity that is lost at the stop.</summary>
    RiskFraction,

    /// <summary>Volatility of the position per year.</summary>
    VolatilityTarget,

    /// <summary>A share of the Kelly fraction.</summary>
    Kelly,
}
