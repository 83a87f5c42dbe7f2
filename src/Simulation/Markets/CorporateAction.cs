using System.Text.Json.Serialization;

namespace Simulator.Markets;

/// <summary>
/// A corporate action and when it takes effect: at the open of the first bar after <paramref name="LastDay"/>.
/// </summary>
/// <param name="LastDay">The last trading day before it takes effect.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Split), "split")]
[JsonDerivedType(typeof(CashDividend), "dividend")]
[JsonDerivedType(typeof(Delisting), "delisting")]
[JsonDerivedType(typeof(TickerChange), "tickerChange")]
public abstract record CorporateAction(DateOnly LastDay)
{
    /// <summary>The action as it goes into hashes.</summary>
    [JsonIgnore]
    internal abstract string Canonical { get; }
}

/// <summary>A split (or reverse split): every unit becomes <paramref name="UnitsRatio"/> units, each worth as much less.</summary>
/// <param name="LastDay">The last trading day before it.</param>
/// <param name="UnitsRatio">Units after for one unit before: 7 for 7:1, 0.05 for a reverse split 1:20.</param>
public sealed record Split(DateOnly LastDay, double UnitsRatio) : CorporateAction(LastDay)
{
    /// <inheritdoc/>
    internal override string Canonical => FormattableString.Invariant($"split {LastDay:yyyyMMdd} {UnitsRatio:R}");
}

/// <summary>
/// A dividend in cash. A long position at the close of <paramref name="LastDay"/> receives it, a short position pays it.
/// </summary>
/// <param name="LastDay">The last trading day before the ex-date.</param>
/// <param name="Fraction">Share of the last close before the ex-date, in (0, 1).</param>
/// <param name="Amount">Money per unit before any split of the same date; NaN where the file does not say at which close the fraction was
/// taken.</param>
public sealed record CashDividend(DateOnly LastDay, double Fraction, double Amount) : CorporateAction(LastDay)
{
    /// <inheritdoc/>
    internal override string Canonical => FormattableString.Invariant($"dividend {LastDay:yyyyMMdd} {Fraction:R} {Amount:R}");
}

/// <summary>The end of trading: an open position is closed at the last close, without costs; nothing can be traded afterwards.</summary>
/// <param name="LastDay">The last trading day.</param>
public sealed record Delisting(DateOnly LastDay) : CorporateAction(LastDay)
{
    /// <inheritdoc/>
    internal override string Canonical => FormattableString.Invariant($"delisting {LastDay:yyyyMMdd}");
}

/// <summary>The same security under another name from the next day on.</summary>
/// <param name="LastDay">The last day of the old name.</param>
/// <param name="From">The old ticker.</param>
/// <param name="To">The new one.</param>
public sealed record TickerChange(DateOnly LastDay, string From, string To) : CorporateAction(LastDay)
{
    /// <inheritdoc/>
    internal override string Canonical => FormattableString.Invariant($"ticker {LastDay:yyyyMMdd} {From} {To}");
}
