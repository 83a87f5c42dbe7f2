using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Markets;

/// <summary>
/// How prices treat the corporate actions of a series (<see cref="BarSeries.Actions"/>). A series without any is unchanged.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PriceTreatment>))]
public enum PriceTreatment
{
    /// <summary>Unadjusted prices; positions are split and dividends are paid when they happen. In portfolios only.</summary>
    AsTraded,

    /// <summary>Prices adjusted for splits, not for dividends.</summary>
    SplitAdjusted,

    /// <summary>Total return: prices adjusted for splits and dividends, as if every dividend were reinvested.</summary>
    TotalReturn,

    /// <summary>Unadjusted prices without corporate actions: a split looks like a loss.</summary>
    Raw,
}
