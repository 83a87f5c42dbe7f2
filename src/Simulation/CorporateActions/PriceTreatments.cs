using Simulator.Markets;

namespace Simulator.CorporateActions;

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
