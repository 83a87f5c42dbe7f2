using Simulator.Markets;

namespace Simulator.CorporateActions;

/// <summary>What past prices are adjusted for.</summary>
public enum AdjustmentMode
{
    /// <summary>Prices as they were traded.</summary>
    Raw,

    /// <summary>For splits: a change in price is a change in value, dividends aside. Volumes are adjusted inversely.</summary>
    Splits,

    /// <summary>
    /// For splits and dividends: a change in price is the return of an owner who puts every dividend back at the close before its ex-date
    /// less the dividend.
    /// </summary>
    TotalReturn,
}

/// <summary>
/// Adjusted series: prices before an action times its factor, newest prices as they are. The factors depend on actions after a bar, so
/// that an adjusted <i>level</i> of the past is not what was known then; its <i>changes</i> are.
/// </summary>
public static class PriceAdjustment
{
    /// <summary>Adjusts by the actions themselves, with the ratios of splits exact.</summary>
    public static BarSeries Adjust(BarSeries series, ActionSchedule schedule, AdjustmentMode mode)
    {
        var (factors, units) = (new double[series.Count], new double[series.Count]);
        var (factor, unit, at) = (1.0, 1.0, schedule.Actions.Count - 1);
        for (var bar = series.Count - 1; bar >= 0; bar--)
        {
            (factors[bar], units[bar]) = (factor, unit);
            for (; at >= 0 && schedule.Actions[at].Bar >= bar; at--)
            {
                switch (schedule.Actions[at].Action)
                {
                    case Split split:
                        (factor, unit) = (factor / split.UnitsRatio, unit / split.UnitsRatio);
                        break;
                    case CashDividend dividend when mode == AdjustmentMode.TotalReturn:
                        factor *= 1 - dividend.Fraction;
                        break;
                }
            }
        }
        return mode == AdjustmentMode.Raw ? series : Scaled(series, factors, units);
    }

    /// <summary>
    /// Closes whose changes are the returns of an owner, adjusted from the first bar on: the price of what one unit of the beginning has
    /// become. No later action touches an earlier close, so that these are the same to the last bit where the future is cut off.
    /// </summary>
    public static double[] GrownCloses(BarSeries series, ActionSchedule schedule)
    {
        var (closes, units, at) = (new double[series.Count], 1.0, 0);
        for (var bar = 0; bar < series.Count; bar++)
        {
            for (; at < schedule.Actions.Count && schedule.Actions[at].Bar <= bar; at++)
            {
                units *= schedule.Actions[at].Action switch
                {
                    Split split => split.UnitsRatio,
                    CashDividend dividend => 1 / (1 - dividend.Fraction),
                    _ => 1,
                };
            }
            closes[bar] = series.Close[bar] * units;
        }
        return closes;
    }

    /// <summary>Adjusts by the factors of the file unchanged, as LEAN does: the first row whose day is not before the bar's.</summary>
    public static BarSeries AdjustByFactors(BarSeries series, FactorFile file, AdjustmentMode mode)
    {
        if (mode == AdjustmentMode.Raw)
            return series;
        var (factors, units, row) = (new double[series.Count], new double[series.Count], 0);
        for (var bar = 0; bar < series.Count; bar++)
        {
            var day = series.DayAt(bar);
            while (row < file.Rows.Count && file.Rows[row].LastDay < day)
                row++;
            var found = row < file.Rows.Count ? file.Rows[row] : new FactorRow(day, 1, 1, double.NaN);
            units[bar] = found.SplitFactor;
            factors[bar] = found.SplitFactor * (mode == AdjustmentMode.TotalReturn ? found.PriceFactor : 1);
        }
        return Scaled(series, factors, units);
    }

    private static BarSeries Scaled(BarSeries series, double[] factors, double[] units)
    {
        return new BarSeries(
            series.Symbol,
            series.CloseTimeTicks,
            Times(series.Open),
            Times(series.High),
            Times(series.Low),
            Times(series.Close),
            [.. series.Volume.Zip(units, (v, u) => v / u)]
        )
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
            Kind = series.Kind,
            IsSynthetic = series.IsSynthetic,
            HasOhlc = series.HasOhlc,
            LocalTicks = series.LocalTicks,
        };

        double[] Times(double[] column) => [.. column.Zip(factors, (v, f) => v * f)];
    }
}
