namespace Simulator.Rules;

/// <summary>How large an entry is; <see cref="Expression"/> answers with a number at the decision.</summary>
/// <param name="Kind">What the number is.</param>
/// <param name="Expression">The expression.</param>
public sealed record RuleSize(RuleSizeKind Kind, string Expression)
{
    private static readonly (RuleSizeKind Kind, string Member)[] s_members = [(RuleSizeKind.Fraction, "fraction"), (RuleSizeKind.Units, "units"), (RuleSizeKind.Cash, "cash")];

    /// <summary>All of the buying power.</summary>
    public static RuleSize AllIn { get; } = new(RuleSizeKind.Fraction, "1");

    /// <summary>Members that a size may have, one at a time.</summary>
    public static IEnumerable<string> Members => s_members.Select(m => m.Member);

    /// <summary>The member of a kind.</summary>
    public static string MemberOf(RuleSizeKind kind) => s_members.First(m => m.Kind == kind).Member;

    /// <summary>The kind of a member, or null.</summary>
    public static RuleSizeKind? KindOf(string member)
    {
        foreach (var (kind, name) in s_members)
        {
            if (name == member)
                return kind;
        }
        return null;
    }
}

/// <summary>What the number of a size is.</summary>
public enum RuleSizeKind
{
    /// <summary>A share of the buying power (equity that open positions do not bind, times leverage); what is above 1 counts as 1.</summary>
    Fraction,

    /// <summary>Units.</summary>
    Units,

    /// <summary>Money: units are bought for it at the order's price.</summary>
    Cash,
}
