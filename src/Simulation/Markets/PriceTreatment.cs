using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Markets;

/// <summary>
/// What is done about the corporate actions of a series (<see cref="BarSeries.Actions"/>). Series without any are left as they are.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PriceTreatment>))]
public enum PriceTreatment
{
    /// <summary>Prices as they were traded; positions are split and dividends paid as it happened. In portfolios only.</summary>
    AsTraded,

    /// <summary>Prices adjusted for splits: dividends are left out.</summary>
    SplitAdjusted,

    /// <summary>Prices adjusted for splits and dividends: changes are those of an owner who puts every dividend back.</summary>
    TotalReturn,

    /// <summary>Prices as they were traded, and nothing else: a split looks like a fall.</summary>
    Raw,
}
