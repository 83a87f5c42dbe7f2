using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Simulator.Rules;

/// <summary>
/// A strategy written as rules: when to enter and exit, at which prices, with which size. The content of a RULES.json file.
/// </summary>
[JsonConverter(typeof(RuleDocumentConverter))]
public sealed record RuleDocument
{
    /// <summary>Version of the document's form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Numbers that expressions use by name and a sweep may change, in the order of the document.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Parameters { get; init; } = [];

    /// <summary>Definitions: expressions that others use by name, in the order of the document.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Let { get; init; } = [];

    /// <summary>Condition to open a long position; null for never.</summary>
    public string? EntryLong { get; init; }

    /// <summary>Condition to close a long position; null if only the opposite entry, a stop or a target closes it.</summary>
    public string? ExitLong { get; init; }

    /// <summary>Condition to open a short position; null for never.</summary>
    public string? EntryShort { get; init; }

    /// <summary>Condition to close a short position.</summary>
    public string? ExitShort { get; init; }

    /// <summary>Limit price of an entry; null for none.</summary>
    public string? Limit { get; init; }

    /// <summary>Stop price of an entry; null for none.</summary>
    public string? Stop { get; init; }

    /// <summary>Stop-loss price of the trade.</summary>
    public string? StopLoss { get; init; }

    /// <summary>Take-profit price of the trade.</summary>
    public string? TakeProfit { get; init; }

    /// <summary>
    /// Distance, in the price's unit, at which a stop trails the best price of the trade. It is set at the close of the entry bar and
    /// counts from the next bar on; a stop-loss beside it protects the entry bar.
    /// </summary>
    public string? Trailing { get; init; }

    /// <summary>Bars for which an entry with a limit or a stop waits, ≥ 1.</summary>
    public int GoodForBars { get; init; } = 1;

    /// <summary>Size of an entry.</summary>
    public RuleSize Size { get; init; } = RuleSize.AllIn;

    /// <summary>The expressions that are there, with the names of their members.</summary>
    internal IEnumerable<(string Member, string Source)> Expressions
    {
        get
        {
            (string Member, string? Source)[] all =
            [
                ("entryLong", EntryLong),
                ("exitLong", ExitLong),
                ("entryShort", EntryShort),
                ("exitShort", ExitShort),
                ("limit", Limit),
                ("stop", Stop),
                ("stopLoss", StopLoss),
                ("takeProfit", TakeProfit),
                ("trailing", Trailing),
                (SizeMember, Size.Expression),
            ];
            return all.Where(e => e.Source is not null).Select(e => (e.Member, e.Source!));
        }
    }

    private string SizeMember => Size.Kind == RuleSizeKind.Fraction ? "size" : "size." + RuleSize.MemberOf(Size.Kind);

    /// <inheritdoc/>
    public bool Equals(RuleDocument? other) => other is not null && RuleDocumentJson.Write(this) == RuleDocumentJson.Write(other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuleDocumentJson.Write(this).GetHashCode(StringComparison.Ordinal);
}
