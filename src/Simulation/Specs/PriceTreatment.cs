using System.Text.Json.Serialization;
using Simulator.CorporateActions;
using Simulator.Markets;

namespace Simulator.Specs;

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

/// <summary>Applies a <see cref="PriceTreatment"/>.</summary>
public static class PriceTreatments
{
    /// <summary>The series that a rule, a forecaster or an agent reads and trades; adjusted by no action after its last bar.</summary>
    /// <param name="series">Cut to the dates of the run.</param>
    /// <param name="treatment">Null for <see cref="PriceTreatment.TotalReturn"/>.</param>
    public static BarSeries Adjusted(BarSeries series, PriceTreatment? treatment) =>
        series.Actions.Count == 0 ? series
        : treatment is PriceTreatment.Raw or PriceTreatment.AsTraded ? series.WithActions([])
        : PriceAdjustment.Adjust(
            series,
            ActionSchedule.For(series, series.Actions),
            treatment == PriceTreatment.SplitAdjusted ? AdjustmentMode.Splits : AdjustmentMode.TotalReturn
        );
}
