using System.Text.Json.Serialization;

namespace Simulator.Backtesting;

/// <summary>
/// Size of an order; a closed set distinguished by <c>kind</c>. Units are computed at the decision, with the close and the equity of its
/// bar and with past bars and closed trades only, rounded down to lots; what the open makes dearer than the account can carry is cut
/// there. A size that cannot be computed (no volatility yet, no edge) comes to no units, and the order is cancelled with a note.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllInSize), "allIn")]
[JsonDerivedType(typeof(UnitsSize), "units")]
[JsonDerivedType(typeof(CashSize), "cash")]
[JsonDerivedType(typeof(EquityFractionSize), "equityFraction")]
[JsonDerivedType(typeof(RiskFractionSize), "riskFraction")]
[JsonDerivedType(typeof(VolatilityTargetSize), "volatilityTarget")]
[JsonDerivedType(typeof(KellySize), "kelly")]
public abstract record PositionSize
{
    private protected PositionSize() { }

    /// <summary>The first invalid member and what it must be; null if all are valid.</summary>
    public (string Member, string MustBe, double Was)? Fault() =>
        this switch
        {
            UnitsSize s when !(s.Count > 0) || !double.IsFinite(s.Count) => ("units", "above 0", s.Count),
            CashSize s when !(s.Amount > 0) || !double.IsFinite(s.Amount) => ("amount", "above 0", s.Amount),
            EquityFractionSize s when !(s.Fraction is > 0 and <= 100) => ("fraction", "above 0 and at most 100", s.Fraction),
            RiskFractionSize s when !(s.Fraction is > 0 and < 1) => ("fraction", "between 0 and 1", s.Fraction),
            VolatilityTargetSize s when !(s.PerYear is > 0 and <= 10) => ("perYear", "above 0 and at most 10", s.PerYear),
            VolatilityTargetSize s when s.WindowBars is < 2 or > 100_000 => ("windowBars", "between 2 and 100000", s.WindowBars),
            KellySize s when !(s.Multiplier is > 0 and <= 1) => ("multiplier", "above 0 and at most 1", s.Multiplier),
            KellySize s when !(s.CapFraction is > 0 and <= 100) => ("capFraction", "above 0 and at most 100", s.CapFraction),
            KellySize s when s.WindowCount is < 2 or > 100_000 => ("windowCount", "between 2 and 100000", s.WindowCount),
            KellySize s when !(s.StartFraction is >= 0 and <= 100) => ("startFraction", "between 0 and 100", s.StartFraction),
            KellySize { Source: KellySource.Trades, StartFraction: 0 } => (
                "startFraction",
                "above 0 with the source trades, since without trades the ten that Kelly needs never come",
                0
            ),
            _ => null,
        };

    /// <summary>Units before rounding to lots; NaN or below zero if there is no size.</summary>
    internal abstract double Units(in SizeInputs inputs);

    internal void Check()
    {
        if (Fault() is { } fault)
            throw new ArgumentException(
                FormattableString.Invariant($"{GetType().Name}: {fault.Member} must be {fault.MustBe}, was {fault.Was}")
            );
    }
}

/// <summary>
/// Everything: buying power ÷ (price with slippage and commission). Buying power is the equity that open positions do not bind, times
/// leverage.
/// </summary>
public sealed record AllInSize : PositionSize
{
    internal override double Units(in SizeInputs inputs) => inputs.UnitsFor(inputs.FreeEquity * inputs.Leverage);
}

/// <summary>A number of units.</summary>
public sealed record UnitsSize : PositionSize
{
    /// <summary>Units, &gt; 0.</summary>
    [JsonPropertyName("units")]
    public double Count { get; init; } = 1;

    internal override double Units(in SizeInputs inputs) => Count;
}

/// <summary>An amount of money: amount ÷ (price with slippage and commission).</summary>
public sealed record CashSize : PositionSize
{
    /// <summary>Money, &gt; 0.</summary>
    public double Amount { get; init; } = 1_000;

    internal override double Units(in SizeInputs inputs) => inputs.UnitsFor(Amount);
}

/// <summary>A fraction of the equity, regardless of open positions: fraction·equity ÷ (price with slippage and commission).</summary>
public sealed record EquityFractionSize : PositionSize
{
    /// <summary>Fraction, &gt; 0; above 1 only as far as the leverage allows.</summary>
    public double Fraction { get; init; } = 1;

    internal override double Units(in SizeInputs inputs) => inputs.UnitsFor(Fraction * inputs.Equity);
}

/// <summary>
/// Size by risk: if the stop is hit, a fraction of the equity is lost: fraction·equity ÷ |price − stop|. The distance is that of the
/// order's stop-loss, else of its trailing stop as it would stand now; an order without either is rejected. Costs and gaps over the stop
/// come on top.
/// </summary>
public sealed record RiskFractionSize : PositionSize
{
    /// <summary>Fraction of the equity that is lost at the stop, in (0, 1).</summary>
    public double Fraction { get; init; } = 0.01;

    internal override double Units(in SizeInputs inputs) =>
        inputs.StopDistance > 0
            ? Fraction * inputs.Equity / inputs.StopDistance
            : throw new ArgumentException("a size by risk needs a stop-loss or trailing stop: it divides the risk by the stop's distance");
}

/// <summary>
/// Size by target volatility: perYear ÷ (σ·√periods)·equity ÷ price, σ the standard deviation (n − 1) of the last log-returns per bar,
/// periods the bars of a year: trading days of the series' calendar, intraday times the mean bars of its last five complete days.
/// Source: Moreira and Muir, Volatility-Managed Portfolios (2017); Harvey et al., The Impact of Volatility Targeting (2018).
/// </summary>
public sealed record VolatilityTargetSize : PositionSize
{
    /// <summary>Standard deviation of the position's log-return per year, as a fraction of equity.</summary>
    public double PerYear { get; init; } = 0.1;

    /// <summary>Returns that σ is taken from, ≥ 2; before so many are known there is no size.</summary>
    public int WindowBars { get; init; } = 20;

    internal override double Units(in SizeInputs inputs) =>
        PerYear / inputs.VolatilityPerYear(WindowBars) * inputs.Equity / Math.Abs(inputs.Price);
}

/// <summary>What the Kelly fraction is computed from.</summary>
[JsonConverter(typeof(Text.CamelCaseEnumConverter<KellySource>))]
public enum KellySource
{
    /// <summary>Closed trades: p − (1 − p)/b, p the share of winners, b the mean return of winners ÷ mean loss of the others.</summary>
    Trades,

    /// <summary>Simple returns of the bars: mean ÷ variance (n − 1) for a buy order, the negative for a sell order.</summary>
    Returns,
}

/// <summary>
/// The fraction of the equity that would have maximised past growth (Kelly): clamp(multiplier·kelly, 0, capFraction)·equity ÷ (price
/// with slippage and commission). Source: Kelly, A New Interpretation of Information Rate (1956); Thorp, The Kelly Criterion in
/// Blackjack, Sports Betting and the Stock Market (2006) for the continuous form.
/// </summary>
public sealed record KellySize : PositionSize
{
    /// <summary>Share of the full Kelly fraction, in (0, 1]; half of it is common.</summary>
    public double Multiplier { get; init; } = 0.5;

    /// <summary>Largest share of the equity, &gt; 0.</summary>
    public double CapFraction { get; init; } = 1;

    /// <summary>What it is computed from.</summary>
    public KellySource Source { get; init; }

    /// <summary>Last closed trades, or last returns, that are looked at; ≥ 2.</summary>
    public int WindowCount { get; init; } = 50;

    /// <summary>
    /// Share of the equity as long as fewer than ten trades, or <see cref="WindowCount"/> returns, are known. Above zero with
    /// <see cref="KellySource.Trades"/>: without trades the ten never come.
    /// </summary>
    public double StartFraction { get; init; } = UsualStart;

    /// <summary>The usual start: a tenth of the equity.</summary>
    public const double UsualStart = 0.1;

    internal override double Units(in SizeInputs inputs)
    {
        var kelly = Source == KellySource.Trades ? inputs.KellyOfTrades(WindowCount) : inputs.KellyOfReturns(WindowCount);
        return inputs.UnitsFor((double.IsNaN(kelly) ? StartFraction : Math.Clamp(Multiplier * kelly, 0, CapFraction)) * inputs.Equity);
    }
}
