using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Backtesting;

/// <summary>How decisions become fills and what they cost.</summary>
public sealed record ExecutionSpec
{
    /// <summary>Where a market order fills.</summary>
    public FillRule Fill { get; init; } = FillRule.NextOpen;

    /// <summary>Commission as a fraction of the traded value, at entry and at exit; ≥ 0.</summary>
    public double CommissionRate { get; init; } = 0.001;

    /// <summary>Slippage against the trader on every market fill, in basis points of the price; ≥ 0.</summary>
    public double SlippageBps { get; init; } = 1;

    /// <summary>Largest position as a multiple of equity; ≥ 1.</summary>
    public double Leverage { get; init; } = 1;

    /// <summary>Whether positions below zero are allowed; otherwise a short decision means flat.</summary>
    public bool AllowShort { get; init; } = true;

    /// <summary>Whether fractional units can be traded; otherwise sizes are whole units.</summary>
    public bool FractionalUnits { get; init; }

    /// <summary>
    /// What a unit of value traded at market costs beforehand, as a fraction: commission rate and slippage. Parts that depend on size,
    /// price or the market's volume are not in it.
    /// </summary>
    [JsonIgnore]
    public double CostFraction =>
        (Commission?.Rate ?? CommissionRate)
        + (
            Slippage switch
            {
                null => SlippageBps * 1e-4,
                BasisPointSlippage points => points.Bps * 1e-4,
                SpreadSlippage spread => spread.SpreadBps * 0.5e-4,
                ImpactSlippage impact => impact.SpreadBps * 0.5e-4,
                _ => 0,
            }
        );

    /// <summary>A commission of several parts, in place of <see cref="CommissionRate"/>; null for that rate alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommissionSpec? Commission { get; init; }

    /// <summary>A model of slippage, in place of <see cref="SlippageBps"/>; null for those basis points.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SlippageSpec? Slippage { get; init; }

    /// <summary>
    /// Largest fraction of a bar's volume that all orders of the run together can fill, in (0, 1]; the rest waits. Null: no volume
    /// limit.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? VolumeShare { get; init; }

    /// <summary>
    /// Units that sizes are multiples of, &gt; 0; null for whole units, or any fraction under <see cref="FractionalUnits"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LotUnits { get; init; }

    /// <summary>Tick size of order and fill prices, &gt; 0; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TickSize { get; init; }

    /// <summary>Borrow costs and interest; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FinancingSpec? Financing { get; init; }

    /// <summary>When a margin call reduces a position; null for never: then only a bankrupt account is closed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MarginSpec? Margin { get; init; }
}

/// <summary>Where a market order fills.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FillRule>))]
public enum FillRule
{
    /// <summary>At the open of the bar after the decision.</summary>
    NextOpen,

    /// <summary>
    /// At the decision close: the best case of a market-on-close order that is decided just before the close.
    /// </summary>
    SameClose,
}
